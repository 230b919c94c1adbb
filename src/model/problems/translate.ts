import { define } from './define.ts'

/** Problems of the area `translate`. */
export const translate = define({})
