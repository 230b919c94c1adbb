import { define } from './define.ts'

/** Problems of reading and showing performance. */
export const performance = define({
  'performance-source': {
    exit: 2,
    status: 400,
    says: 'Performance is read from a vCenter or an ESXi host; {seen} is neither.',
    remedy: 'Name it as host or https://user@host/sdk, as for `causeway discover`.',
  },
  'performance-none-there': {
    exit: 1,
    status: 502,
    says: 'The server {host} has no performance manager, so it keeps no samples.',
    remedy: 'Read from the vCenter that manages it.',
  },
  'performance-refused': {
    exit: 1,
    status: 502,
    says: 'The vCenter {host} gave no samples of any of {count} objects: {why}.',
    remedy:
      'Give the user Read-only on the vCenter, propagated; when it has that, look into the log of the vCenter and try again.',
  },
  'performance-unknown': {
    exit: 2,
    status: 404,
    says: 'There is no {kind} called {wanted}.',
    remedy: 'Give a name or an id; `vm:`, `host:` and `cluster:` in front say which of them is meant.',
  },
  'performance-ambiguous': {
    exit: 2,
    status: 409,
    says: '{wanted} is the name of {count} objects: {candidates}.',
    remedy: 'Give one of these ids instead.',
  },
})
