import { define } from './define.ts'

/** Problems of the area `plan`. */
export const plan = define({})
