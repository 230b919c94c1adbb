/** Records of a vCenter to observations; pure. */
export { contextOf } from './to-model/context.ts'
export type { Context } from './to-model/context.ts'
export { unknownClasses } from './to-model/devices.ts'
export { infrastructureObservation } from './to-model/infrastructure.ts'
export { vcenterObservation } from './to-model/vcenter.ts'
export { machineObservation } from './to-model/machine.ts'
