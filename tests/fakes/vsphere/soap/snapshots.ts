import { childOf, childText } from '../../../../src/formats/xml/index.ts'
import type { Machine } from '../inventory/machine.ts'
import { type MachineState, type SnapshotState, snapshotsOf } from '../inventory/machine-state.ts'
import { ref, type Ref } from '../wire/value.ts'
import type { Call, Handlers } from './call.ts'
import { VimFault } from './fault.ts'
import { changeMachine, machineOf } from './machines.ts'
import { startTask } from './tasks.ts'

/** What a snapshot changes of its machine. */
const touched = ['snapshot', 'rootSnapshot', 'layoutEx', 'config'] as const

/** What changes a machine: snapshots, change tracking, power. Each is a task. */
export const machineHandlers: Handlers = {
  CreateSnapshot_Task: (call) => createSnapshot(call),
  CreateSnapshotEx_Task: (call) => createSnapshot(call),
  RemoveSnapshot_Task(call) {
    const { world, self, args } = call
    const machine = machineOf(world, self)
    const children = childText(args, 'removeChildren') === 'true'
    return startTask(world, call.method, machine.self, () => {
      changeMachine(world, machine, touched, (state) => remove(state, self, children))
      return undefined
    })
  },
  RemoveAllSnapshots_Task(call) {
    const machine = machineOf(call.world, call.self)
    return startTask(call.world, call.method, machine.self, () => {
      changeMachine(call.world, machine, touched, (state) => {
        state.snapshots = []
        state.current = undefined
      })
      return undefined
    })
  },
  ReconfigVM_Task(call) {
    const { world, self, args } = call
    const machine = machineOf(world, self)
    const spec = childOf(args, 'spec')
    const wanted = spec === undefined ? undefined : childText(spec, 'changeTrackingEnabled')
    return startTask(world, call.method, machine.self, () => {
      changeMachine(world, machine, ['config'], (state) => {
        if (wanted === undefined || (wanted === 'true') === state.cbt) return
        // A machine that runs begins to track at its next stun: with the next snapshot.
        if (state.on) state.pendingCbt = wanted === 'true'
        else track(state, wanted === 'true')
      })
      return undefined
    })
  },
  PowerOnVM_Task: (call) => power(call, true),
  PowerOffVM_Task: (call) => power(call, false),
  ShutdownGuest(call) {
    const machine = machineOf(call.world, call.self)
    if (!machine.state.on) throw new VimFault('InvalidPowerState', { existingState: 'poweredOff' })
    startTask(call.world, call.method, machine.self, () => {
      changeMachine(call.world, machine, ['runtime', 'guest', 'summary'], (state) => void (state.on = false))
      return undefined
    })
    return ''
  },
}

function power(call: Call, on: boolean): string {
  const machine = machineOf(call.world, call.self)
  return startTask(call.world, call.method, machine.self, () => {
    if (machine.state.on === on) {
      throw new VimFault('InvalidPowerState', {
        requestedState: on ? 'poweredOn' : 'poweredOff',
        existingState: machine.state.on ? 'poweredOn' : 'poweredOff',
      })
    }
    changeMachine(call.world, machine, ['runtime', 'guest', 'summary', 'config'], (state) => {
      state.on = on
      settle(state)
    })
    return undefined
  })
}

function createSnapshot(call: Call): string {
  const { world, self, args } = call
  const machine = machineOf(world, self)
  return startTask(world, call.method, machine.self, () => {
    let made: Ref | undefined
    changeMachine(world, machine, touched, (state) => {
      settle(state)
      state.epoch++
      const count = ++state.taken
      const snapshot: SnapshotState = {
        id: `snapshot-${1001 + machine.traits.n}-${count}`,
        number: count,
        name: childText(args, 'name') ?? '',
        description: childText(args, 'description') ?? '',
        createTime: new Date(world.now()).toISOString(),
        quiesced: childText(args, 'quiesce') === 'true',
        epoch: state.epoch,
        cbt: state.cbt,
        children: [],
      }
      place(machine, state, snapshot)
      state.current = snapshot.id
      made = ref('VirtualMachineSnapshot', snapshot.id)
    })
    return made
  })
}

function place(machine: Machine, state: MachineState, snapshot: SnapshotState): void {
  const parent = [...snapshotsOf(state.snapshots)].find(({ id }) => id === state.current)
  if (parent === undefined) state.snapshots.push(snapshot)
  else parent.children.push(snapshot)
  if (parent === undefined && state.current !== undefined)
    throw new Error(`${machine.self.id} lost a snapshot`)
}

/** Lets a wish that waited for a stun come true. */
function settle(state: MachineState): void {
  if (state.pendingCbt !== undefined) track(state, state.pendingCbt)
  state.pendingCbt = undefined
}

/** Tracking that begins anew makes every older change id worthless. */
function track(state: MachineState, on: boolean): void {
  if (on && !state.cbt) state.generation++
  state.cbt = on
}

function remove(state: MachineState, object: Ref, children: boolean): void {
  const inside = (list: SnapshotState[], parent: string | undefined): boolean => {
    const at = list.findIndex(({ id }) => id === object.id)
    if (at < 0) return list.some((snapshot) => inside(snapshot.children, snapshot.id))
    const [gone] = list.splice(at, 1)
    if (!children) list.push(...(gone?.children ?? []))
    const left = new Set([...snapshotsOf(state.snapshots)].map(({ id }) => id))
    if (state.current !== undefined && !left.has(state.current)) state.current = parent
    return true
  }
  if (!inside(state.snapshots, undefined)) throw new VimFault('ManagedObjectNotFound', { obj: object })
}
