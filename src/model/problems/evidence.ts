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
  'evidence-kept': {
    exit: 1,
    status: 409,
    says: '{file} stays: you did not agree to take it out.',
    remedy: 'Answer yes, or give --yes; --dry-run only shows what would go.',
  },
  'evidence-ambiguous': {
    exit: 2,
    status: 409,
    says: '{wanted} is the name of several files of evidence.',
    remedy: 'Give the id of the one you mean: {ids}.',
  },
  'trace-team-unknown': {
    exit: 2,
    status: 404,
    says: 'No change request of this scope goes to the team {team}.',
    remedy: 'Its teams are {teams}.',
  },
  'evidence-unread': {
    exit: 1,
    status: 422,
    says: 'No file was read ({count} given), for example {files}.',
    remedy:
      'Give configurations, exports or documents, archives unpacked first; `--kind` names the reader of a file that is not recognised.',
  },
  'owners-wrong': {
    exit: 2,
    status: 422,
    says: 'owners.yaml, line {line}: {seen}; {expected} was expected.',
    remedy:
      'Correct the line; a rule is `- match: {kind, device, file, subnet, name}` with `team:` under it.',
  },
  'vrfs-wrong': {
    exit: 2,
    status: 422,
    says: 'vrfs.yaml, line {line}: {seen}; {expected} was expected.',
    remedy:
      'Correct the line; an entry is `- name: BLUE` with any of `also`, `networks`, `vlans` and `subnets`, each a list, under `vrfs:`.',
  },
  'effort-wrong': {
    exit: 2,
    status: 422,
    says: 'effort.yaml, line {line}: {seen}; {expected} was expected.',
    remedy: 'Correct the line; `causeway trace --effort` prints every constant with its unit and source.',
  },
  'scope-empty': {
    exit: 2,
    status: 404,
    says: 'No VM belongs to {scope}; {known}.',
    remedy:
      'Run `causeway vms --json` to see every VM with its application and addresses, `causeway plan` for the waves.',
  },
  'trace-change-wrong': {
    exit: 2,
    status: 400,
    says: 'What becomes of {subject} cannot be said: {expected}.',
    remedy: 'Name `vm:NAME`, `subnet:CIDR` or `vlan:NAME-OR-NUMBER`; leave --to out to take the VM away.',
  },
})
