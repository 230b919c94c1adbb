import { define } from './define.ts'

/** Problems of the area `move`. */
export const move = define({})
