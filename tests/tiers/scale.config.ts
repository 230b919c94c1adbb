import { tier } from './tier.ts'

export default tier('scale')
