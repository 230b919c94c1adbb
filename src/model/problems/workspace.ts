import { define } from './define.ts'

/** Problems of the workspace, its lock and its database. */
export const workspace = define({
  'out-unwritable': {
    exit: 1,
    status: 409,
    says: 'The folder {folder} cannot be used for results: {reason}.',
    remedy: 'Choose another folder with --out DIR, or give this user the right to write there.',
  },
  'workspace-held': {
    exit: 4,
    status: 409,
    says: 'The workspace {workspace} is held by process {pid} ({what}), which did not answer for {seconds} s.',
    remedy: 'Stop that process, or wait until it ends, and run the command again.',
  },
  'workspace-served': {
    exit: 4,
    status: 409,
    says: 'The workspace {workspace} is already served by process {pid} at {url}.',
    remedy: 'Open {url}, or stop that server first.',
  },
  'workspace-missing': {
    exit: 2,
    status: 404,
    says: 'There is no workspace here: no folder .causeway/ was found in {folder} or above it.',
    remedy: 'Run `causeway init`, or name one with --workspace DIR.',
  },
  'workspace-foreign': {
    exit: 4,
    status: 409,
    says: 'The workspace {workspace} is locked since {since} by process {pid} of {machine}, in another start of that machine or another container, so nobody here can tell whether it still runs.',
    remedy:
      'Make sure that no Causeway runs on this workspace there, then remove {file} and run the command again.',
  },
  'workspace-lock-unreadable': {
    exit: 4,
    status: 409,
    says: 'The lock file {file} does not say whose it is.',
    remedy:
      'Make sure that no Causeway runs on this workspace, then remove {file} and run the command again.',
  },
  'workspace-unwritable': {
    exit: 1,
    status: 500,
    says: 'The workspace {workspace} cannot be written: {reason}.',
    remedy: 'Give this user the right to write there, or choose another folder with --workspace DIR.',
  },
  'workspace-socket': {
    exit: 1,
    status: 500,
    says: 'The path {path} of the workspace socket has {bytes} bytes; at most {limit} are possible.',
    remedy: 'Set TMPDIR or XDG_RUNTIME_DIR to a folder with a shorter path.',
  },
  'workspace-raw-missing': {
    exit: 1,
    status: 404,
    says: 'The workspace holds no raw evidence {hash}.',
    remedy: 'Add the evidence file again, or import an export that was made with raw evidence.',
  },
  'workspace-raw-too-large': {
    exit: 1,
    status: 413,
    says: 'The file has more than {limitBytes} bytes, which is the limit for one file of evidence.',
    remedy: 'Split the file, or leave out what it need not hold.',
  },
  'database-unusable': {
    exit: 1,
    status: 500,
    says: 'The embedded database in {folder} does not open.',
    remedy:
      'Nothing in it was changed. Restore the folder from a backup, or move it away, run `causeway init` and then `causeway db import` with an export.',
  },
  'database-unreachable': {
    exit: 1,
    status: 503,
    says: 'The database {database} on {host} (DATABASE_URL) does not answer: {reason}.',
    remedy: 'Check that it runs, that DATABASE_URL names it, and that the user may connect.',
  },
  'database-old-server': {
    exit: 1,
    status: 503,
    says: 'The PostgreSQL server has version {version}; 15 or newer is needed.',
    remedy: 'Upgrade the server, or leave DATABASE_URL out to use the embedded database.',
  },
  'database-newer': {
    exit: 1,
    status: 500,
    says: 'The database has migration {found}, and this Causeway knows migrations up to {known}.',
    remedy: 'Run the Causeway that wrote it, or a newer one.',
  },
  'database-different': {
    exit: 1,
    status: 500,
    says: 'Migration {number} of the database is not the one that this Causeway knows (hash {found}, expected {expected}).',
    remedy:
      'Run the Causeway that made this workspace, export it there with `causeway db export`, and import the file into a new workspace.',
  },
  'database-lost': {
    exit: 1,
    status: 503,
    says: 'The connection to the database was lost {times} times in one transaction.',
    remedy: 'Run the command again; nothing of that transaction was kept.',
  },
  'import-not-empty': {
    exit: 1,
    status: 409,
    says: 'The workspace already holds data (table {table} has {rows} rows), and an import goes into an empty one.',
    remedy: 'Make a new workspace with `causeway init DIR` and import there.',
  },
  'import-unreadable': {
    exit: 1,
    status: 422,
    says: 'The file {file} is not a whole export of a Causeway workspace: {reason}.',
    remedy: 'Export it again with `causeway db export`, and copy the file as it is.',
  },
  'option-wrong': {
    exit: 2,
    status: 400,
    says: 'The value {seen} of {option} cannot be used: {expected}.',
    remedy: 'See --help for what it takes.',
  },
  'option-alone': {
    exit: 2,
    status: 400,
    says: '{option} says nothing without {needs}.',
    remedy: 'Give both, or leave it out; see --help.',
  },
  'argument-missing': {
    exit: 2,
    status: 400,
    says: '{what} is missing.',
    remedy: 'See --help for examples.',
  },
  'password-missing': {
    exit: 2,
    status: 400,
    says: 'A password for {subject} is needed, and there is no terminal to ask on.',
    remedy: 'Give --password-file FILE or set CAUSEWAY_PASSWORD.',
  },
})
