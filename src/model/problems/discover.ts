import { define } from './define.ts'

/** Problems of the area `discover`. */
export const discover = define({})
