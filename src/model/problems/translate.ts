import { define } from './define.ts'

/** Problems of the area `translate`. */
export const translate = define({
  'git-missing': {
    exit: 1,
    status: 500,
    says: 'The program git could not be started ({text}).',
    remedy: 'Install git 2.38 or newer and see that it is in PATH.',
  },
  'git-failed': {
    exit: 1,
    status: 500,
    says: '{command} ended with {code}: {text}',
    remedy:
      'Look at the repository with `git status`; when another git is at work there, wait for it. git 2.38 or newer is needed.',
  },
  'repository-foreign': {
    exit: 1,
    status: 409,
    says: 'The folder {folder} {why}; nothing was written.',
    remedy: 'Give an empty folder, or one that `causeway translate` made, with --out.',
  },
  'repository-dirty': {
    exit: 1,
    status: 409,
    says: 'The repository {folder} has {count} uncommitted changes ({files}); nothing was written.',
    remedy: 'Commit your changes, or put them aside with `git stash -u`, and run the command again.',
  },
  'repository-branch': {
    exit: 1,
    status: 409,
    says: 'The repository {folder} has {branch} checked out, expected a branch of yours; nothing was written.',
    remedy: 'Run `git switch main` there: the branch generated belongs to Causeway.',
  },
  'decisions-unreadable': {
    exit: 1,
    status: 422,
    says: '{file} cannot be read: {text}',
    remedy:
      'Correct {file} at that place. `causeway init` in an empty folder shows what a good one looks like.',
  },
  'profile-unknown': {
    exit: 2,
    status: 404,
    says: 'There is no profile {profile}: {file} is missing.',
    remedy: 'Copy target.yaml to {file} and describe that cluster in it, or leave --profile out.',
  },
  'repository-no-path': {
    exit: 2,
    status: 404,
    says: 'The repository has nothing at {path}.',
    remedy:
      'Open a folder or file of its own listing; run `causeway translate` when nothing was translated yet.',
  },
})
