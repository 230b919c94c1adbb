import { define } from './define.ts'

/** Problems of finding things in the estate. */
export const estate = define({
  'source-unrecognised': {
    exit: 1,
    status: 422,
    says: 'No source was found: {count} file(s) were looked at and none is one that Causeway reads ({files}).',
    remedy:
      'Give an RVTools workbook or CSV folder, an OVA, OVF, VMX or VMDK, a CSV overlay, or a vCenter. Evidence goes through `causeway evidence add`.',
  },
  'watch-source-gone': {
    exit: 1,
    status: 409,
    says: 'The source {source} was taken out of the estate while it was watched.',
    remedy: 'Watch it again, and it is read anew: `causeway discover <vcenter> --watch`.',
  },
  'watch-failed': {
    exit: 1,
    status: 502,
    says: 'The watch of {host} ended: {why}.',
    remedy: 'Set right what it names and start the watch again.',
  },
  'watch-unknown': {
    exit: 2,
    status: 404,
    says: 'Nothing called {wanted} is watched by the server of this workspace.',
    remedy: '`causeway watches` lists what is, each with its id.',
  },
  'source-miscounted': {
    exit: 1,
    status: 500,
    says: 'The reader of {source} saw {seen} objects but accounts for {accounted}; nothing was kept of this read.',
    remedy: 'This is a defect of Causeway: report it with the version and the kind of source.',
  },
  'source-too-many-files': {
    exit: 1,
    status: 422,
    says: 'The folder {folder} holds more than {limit} files.',
    remedy: 'Name the files or the sub-folder that matter.',
  },
  'source-folder-empty': {
    exit: 1,
    status: 422,
    says: 'The folder {folder} is empty; it held packages when it was read on {readAt}. Nothing was changed.',
    remedy:
      'Look whether its share is mounted. Where the packages are gone for good: `causeway sources remove {source}`.',
  },
  'source-password-in-url': {
    exit: 2,
    status: 400,
    says: 'The address of {host} carries a password; it would stay in the history of the shell.',
    remedy: 'Leave it out and use --password-file, CAUSEWAY_PASSWORD or the prompt.',
  },
  'source-user-missing': {
    exit: 2,
    status: 400,
    says: 'No user was given for {host}.',
    remedy: 'Give --user NAME, user@domain@{host}, or set GOVC_USERNAME.',
  },
  'source-not-found': {
    exit: 2,
    status: 404,
    says: 'There is no file, folder or source called {wanted}.',
    remedy: 'Check the spelling; `causeway sources` lists what was read.',
  },
  'conflicts-wrong': {
    exit: 2,
    status: 422,
    says: 'conflicts.yaml, line {line}: {seen}; {expected} was expected.',
    remedy:
      'Correct the line; a choice is `vms: { NAME: { FIELD: { source: LABEL } } }`, or `every: { FIELD: … }`.',
  },
  'conflict-unknown': {
    exit: 2,
    status: 404,
    says: 'Sources do not disagree on {field} of {vm}; they do on: {fields}.',
    remedy: 'Look with `causeway conflicts --vm NAME --state all`.',
  },
  'conflict-choice-unknown': {
    exit: 2,
    status: 422,
    says: 'No source says {wanted} of {field}; said is: {values}.',
    remedy: 'Give --source with a label or --value with a value, as they stand there.',
  },
  'history-unknown': {
    exit: 2,
    status: 404,
    says: 'There is no change set {wanted}.',
    remedy: 'Their ids stand in `causeway history --json`.',
  },
  'tree-node-unknown': {
    exit: 2,
    status: 404,
    says: 'There is no node {wanted} in the tree of the estate.',
    remedy: 'Begin at the root: `causeway tree`. A node goes when nothing of that name is left.',
  },
  'object-unknown': {
    exit: 2,
    status: 404,
    says: 'No host, cluster, datastore, network or other place is called {wanted} or has that id.',
    remedy: 'See `causeway tree` for what there is; of a VM, ask `causeway vm`.',
  },
  'object-ambiguous': {
    exit: 2,
    status: 409,
    says: '{count} objects are called {wanted}: {candidates}.',
    remedy: 'Name one by its id.',
  },
  'vm-unknown': {
    exit: 2,
    status: 404,
    says: 'No VM is called {wanted}, and no id, UUID or inventory path is ({near}).',
    remedy: 'Look it up with `causeway vms --where "name ~ \'part of it\'"`.',
  },
  'vm-ambiguous': {
    exit: 2,
    status: 409,
    says: '{count} VMs are called {wanted}: {candidates}.',
    remedy: 'Name one by its id or its inventory path.',
  },
  'filter-wrong': {
    exit: 2,
    status: 400,
    says: 'The filter cannot be read at column {column}: found {seen}, expected {expected}.',
    remedy: 'See `causeway vms --help` for the fields and operators.',
  },
})
