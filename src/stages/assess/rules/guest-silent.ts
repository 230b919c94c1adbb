import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The guest says nothing about itself, so the rules about the guest have nothing to look at. */
export const guestSilent: Rule = {
  id: 'guest.silent',
  severity: 'act',
  title: 'The guest reports nothing',
  needs: ['toolsRunning', 'power'],
  assess(vm) {
    if (vm.power === undefined) return unknown('power')
    if (vm.power !== 'on') {
      const empty = vm.guestDisks?.length === 0
      return empty
        ? fires(
            'The VM does not run, so its file systems, addresses and host name were not seen.',
            `${seen(vm, 'power', vm.power)}; no file system reported`,
            'Start it once with VMware Tools and read the estate again, or accept that these are unknown.',
            'inform',
          )
        : undefined
    }
    if (vm.toolsRunning === undefined) return unknown('toolsRunning')
    if (vm.toolsRunning) return undefined
    return fires(
      'VMware Tools do not run: no orderly shutdown, no quiesced snapshot, and free space, addresses and host name are unknown.',
      `${seen(vm, 'toolsRunning', false)}${vm.toolsStatus ? `; ${seen(vm, 'toolsStatus', vm.toolsStatus)}` : ''}`,
      'Install or start VMware Tools before the wave; otherwise somebody shuts the guest down by hand at the cutover.',
    )
  },
}
