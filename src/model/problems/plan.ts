import { define } from './define.ts'

/** Problems of the area `plan`. */
export const plan = define({
  'plan-start-missing': {
    exit: 2,
    status: 422,
    says: 'plan.yaml has no `start`, so there is no first day to plan from.',
    remedy:
      'Run `causeway plan`, which writes the Monday after the newest source, or write a day as YYYY-MM-DD.',
  },
  'plan-settings-wrong': {
    exit: 2,
    status: 422,
    says: '{file}, line {line}: {path}: {seen}. {expected}.',
    remedy:
      'Correct that line; `causeway init` in an empty folder writes a plan.yaml with every key explained.',
  },
  'plan-settings-unreadable': {
    exit: 2,
    status: 422,
    says: '{file} is not YAML that can be read: {why}.',
    remedy: 'Correct that line and run the command again.',
  },
  'plan-estate-empty': {
    exit: 2,
    status: 422,
    says: 'There is nothing to plan: the estate has no VM.',
    remedy: 'Run `causeway discover` on a workbook, a vCenter or an OVA first.',
  },
  'plan-change-wrong': {
    exit: 2,
    status: 422,
    says: 'The change of {path} cannot be calculated: {expected}.',
    remedy: 'Give a value of the kind that plan.yaml takes.',
  },
  'plan-missing': {
    exit: 2,
    status: 404,
    says: 'There is no plan yet.',
    remedy: 'Run `causeway plan` first.',
  },
})
