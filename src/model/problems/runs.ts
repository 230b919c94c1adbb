import { define } from './define.ts'

/** Problems of durable runs. */
export const runs = define({
  'run-missing': {
    exit: 2,
    status: 404,
    says: 'There is no run {run}.',
    remedy: 'List them with `causeway runs`.',
  },
  'run-held': {
    exit: 4,
    status: 409,
    says: 'The run {run} is being carried out by process {pid} (lease until {until}).',
    remedy: 'Watch it with `causeway run {run}`, or stop it with `causeway cancel {run}`.',
  },
  'run-taken': {
    exit: 1,
    status: 409,
    says: 'Another process took over the run {run}; this one has stopped and wrote nothing more.',
    remedy: 'Watch it with `causeway run {run}`.',
  },
  'run-ended': {
    exit: 2,
    status: 409,
    says: 'The run {run} has ended ({state}) and is not carried out again.',
    remedy: 'Start a new one.',
  },
  'run-step-unknown': {
    exit: 1,
    status: 500,
    says: 'The run {run} has a step of the type {type}, which this Causeway does not know.',
    remedy: 'Resume it with the Causeway that started it.',
  },
  'run-step-not-in-doubt': {
    exit: 2,
    status: 409,
    says: 'The step {step} of the run {run} waits for nobody: its state is {state}.',
    remedy: 'Look at the run with `causeway run {run}`.',
  },
})
