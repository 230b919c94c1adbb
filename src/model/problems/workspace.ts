import { define } from './define.ts'

/** Problems of the workspace, its lock and its database. */
export const workspace = define({
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
})
