import { define } from './define.ts'

/** Problems of the area `assess`. */
export const assess = define({})
