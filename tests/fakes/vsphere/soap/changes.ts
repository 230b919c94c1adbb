import { childText } from '../../../../src/formats/xml/index.ts'
import { allocated, changedBetween } from '../disk/areas.ts'
import type { Machine } from '../inventory/machine.ts'
import { changeIdOf, snapshotsOf } from '../inventory/machine-state.ts'
import type { DiskTraits } from '../inventory/traits.ts'
import { type Handlers, referenceArgument } from './call.ts'
import { VimFault } from './fault.ts'
import { machineOf } from './machines.ts'

/** Areas in one answer: few, so that whoever does not ask on is caught. */
const areasInAnswer = 16

/** Changed blocks, answered as a vCenter does: some of them, and up to where they are. */
export const changeHandlers: Handlers = {
  QueryChangedDiskAreas({ world, self, args }) {
    const machine = machineOf(world, self)
    const key = Number(childText(args, 'deviceKey'))
    const disk = machine.traits.disks.find((one) => one.key === key)
    if (disk === undefined) throw new VimFault('InvalidArgument', { invalidProperty: 'deviceKey' })
    const offset = Number(childText(args, 'startOffset') ?? Number.NaN)
    if (!(offset >= 0 && offset < disk.bytes)) {
      throw new VimFault('InvalidArgument', { invalidProperty: 'startOffset' })
    }
    const moment = momentOf(machine, referenceArgument(args, 'snapshot')?.id)
    if (!moment.cbt) throw new VimFault('FileFault', { file: disk.file }, `Error caused by file ${disk.file}`)
    const from = sinceOf(machine, disk, childText(args, 'changeId') ?? '', moment.epoch)
    const all =
      from === undefined
        ? allocated(machine.traits, disk, moment.epoch)
        : changedBetween(machine.traits, disk, from, moment.epoch)
    const rest = all.filter(({ start, length }) => start + length > offset)
    const now = rest.slice(0, areasInAnswer)
    const last = now.at(-1)
    const end = rest.length > now.length && last !== undefined ? last.start + last.length : disk.bytes
    const areas = now.map(({ start, length }) => {
      const first = Math.max(start, offset)
      return `<changedArea><start>${first}</start><length>${start + length - first}</length></changedArea>`
    })
    return `<returnval><startOffset>${offset}</startOffset><length>${end - offset}</length>${areas.join('')}</returnval>`
  },
}

function momentOf(machine: Machine, snapshot: string | undefined): { epoch: number; cbt: boolean } {
  const { state } = machine
  if (snapshot !== undefined) {
    const found = [...snapshotsOf(state.snapshots)].find(({ id }) => id === snapshot)
    if (found === undefined) throw new VimFault('InvalidArgument', { invalidProperty: 'snapshot' })
    return found
  }
  // The disks of a machine that runs change while they are asked about.
  if (state.on) throw new VimFault('InvalidArgument', { invalidProperty: 'snapshot' })
  return state
}

/** The moment that a change id names; undefined for `*`, which asks for what is allocated. */
function sinceOf(machine: Machine, disk: DiskTraits, changeId: string, newest: number): number | undefined {
  if (changeId === '*') return undefined
  const [text = '', number = ''] = changeId.split('/')
  const [own = ''] = changeIdOf(machine.traits, disk, machine.state.generation, 0).split('/')
  const epoch = Number(number)
  if (number === '' || !Number.isInteger(epoch) || epoch > newest) {
    throw new VimFault('InvalidArgument', { invalidProperty: 'changeId' })
  }
  if (text !== own) throw new VimFault('FileFault', { file: disk.file }, `Error caused by file ${disk.file}`)
  return epoch
}
