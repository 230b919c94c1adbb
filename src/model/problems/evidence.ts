import { define } from './define.ts'

/** Problems of the area `evidence`. */
export const evidence = define({})
