import { define } from './define.ts'

/** Problems of the area `server`. */
export const server = define({})
