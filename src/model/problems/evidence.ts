import { define } from './define.ts'

/** Problems of the area `evidence`. */
export const evidence = define({
  'evidence-missing': {
    exit: 2,
    status: 404,
    says: 'There is no file or folder {path}.',
    remedy: 'Name a file of evidence or a folder of such files.',
  },
  'evidence-kind-unknown': {
    exit: 2,
    status: 400,
    says: 'There is no kind of evidence called {kind}; the kinds are {kinds}.',
    remedy: 'Give one of these to --kind, or leave it out: the kind is recognised from content.',
  },
  'evidence-unknown': {
    exit: 2,
    status: 404,
    says: 'There is no evidence with the id or file name {wanted}.',
    remedy: 'Run `causeway evidence list` to see ids and names.',
  },
  'evidence-unread': {
    exit: 1,
    status: 422,
    says: 'None of the {count} files was read, for example {files}.',
    remedy: 'Give configurations, exports or documents as text; a binary file is not evidence yet.',
  },
  'owners-wrong': {
    exit: 2,
    status: 422,
    says: 'owners.yaml, line {line}: {seen}; {expected} was expected.',
    remedy:
      'Correct the line; a rule is `- match: {kind, device, file, subnet, name}` with `team:` under it.',
  },
})
