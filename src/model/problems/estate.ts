import { define } from './define.ts'

/** Problems of finding things in the estate. */
export const estate = define({
  'vm-unknown': {
    exit: 2,
    status: 404,
    says: 'No VM is called {wanted}, and no id, UUID or inventory path is. {near}',
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
