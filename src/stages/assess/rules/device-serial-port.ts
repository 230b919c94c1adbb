import { deviceInWords, devicesOf } from '../device-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A serial port with something behind it. */
export const deviceSerialPort: Rule = {
  id: 'device.serial-port',
  severity: 'act',
  title: 'Serial port',
  needs: ['devices[serial-port]'],
  assess(vm) {
    const ports = devicesOf(vm, ['serial-port'])
    if (!ports) return unknown('devices')
    if (ports.length === 0) return undefined
    const backed = ports.some((port) => port.backing)
    return fires(
      backed
        ? 'A serial port leads to a file, a pipe or the network; on the target there is one console and nothing else.'
        : 'The VM has a serial port; on the target it becomes the serial console.',
      several(ports.map(deviceInWords)),
      backed
        ? 'Find what listens at the other end and replace it (log forwarding, console server); it is a network dependency.'
        : 'Nothing to do.',
      backed ? 'act' : 'inform',
    )
  },
}
