import { childText } from '../../../../src/formats/xml/index.ts'
import type { Machine } from '../inventory/machine.ts'
import { snapshotsOf } from '../inventory/machine-state.ts'
import type { DiskTraits } from '../inventory/traits.ts'
import { content, escape } from '../wire/encode.ts'
import { type Data, ref, type Ref } from '../wire/value.ts'
import type { Living, World } from '../world.ts'
import { type Call, type Handlers, referenceXml } from './call.ts'
import { VimFault } from './fault.ts'
import { machineOf } from './machines.ts'

const usualSeconds = 300
const readyMilliseconds = 100

/**
 * A lease on the disks of a machine: initializing, then ready, then done, or error when it is aborted or its owner
 * says nothing for 300 seconds.
 */
export class Lease implements Living {
  readonly self: Ref
  readonly session: string
  readonly machine: Machine
  readonly epoch: number
  readonly #world: World
  readonly #began: number
  #heard: number
  #percent = 0
  #end: 'done' | 'error' | undefined
  #why: VimFault | undefined
  /** Bytes of each disk that were sent, for the manifest. */
  readonly sent = new Map<string, { sha1: string; size: number }>()

  constructor(world: World, session: string, machine: Machine, epoch: number) {
    this.self = ref('HttpNfcLease', `session[${session}]${world.next('lease')}`)
    this.session = session
    this.machine = machine
    this.epoch = epoch
    this.#world = world
    this.#began = world.now()
    this.#heard = this.#began
    setTimeout(() => world.journal.add(this.self, 'modify', ['state', 'info']), readyMilliseconds).unref()
  }

  get state(): 'initializing' | 'ready' | 'done' | 'error' {
    if (this.#end !== undefined) return this.#end
    const now = this.#world.now()
    if (now - this.#heard > this.#seconds * 1000) {
      this.#finish('error', new VimFault('Timedout', {}, 'The lease timed out.'))
      return 'error'
    }
    return now - this.#began < readyMilliseconds ? 'initializing' : 'ready'
  }

  get #seconds(): number {
    return this.#world.options.leaseSeconds ?? usualSeconds
  }

  property(name: string): Data[string] {
    const { state } = this
    const error = { fault: { $: this.#why?.fault ?? 'Timedout' }, localizedMessage: this.#why?.text ?? '' }
    if (name === 'state') return state
    if (name === 'initializeProgress') return state === 'initializing' ? 50 : 100
    if (name === 'transferProgress') return this.#percent
    if (name === 'mode') return 'pushOrGet'
    if (name === 'error') return state === 'error' ? error : undefined
    return name === 'info' && state === 'ready' ? this.#info() : undefined
  }

  /** A word from the owner: the lease lives on. */
  heard(percent?: number): void {
    if (this.state !== 'ready') throw new VimFault(this.#end === 'error' ? 'Timedout' : 'InvalidState')
    this.#heard = this.#world.now()
    if (percent !== undefined) this.#percent = percent
  }

  finish(end: 'done' | 'error'): void {
    if (this.state !== 'ready' && !(end === 'error' && this.state === 'initializing')) {
      throw new VimFault('InvalidState')
    }
    this.#finish(end, end === 'error' ? new VimFault('RequestCanceled', {}, 'aborted') : undefined)
  }

  #finish(end: 'done' | 'error', why?: VimFault): void {
    this.#end = end
    this.#why = why
    this.#world.journal.add(this.self, 'modify', ['state', 'error', 'info'])
  }

  #info(): Data {
    const { traits, self } = this.machine
    const total = traits.disks.reduce((sum, disk) => sum + disk.bytes, 0)
    return {
      lease: this.self,
      entity: self,
      deviceUrl: traits.disks.map((disk) => ({
        key: `/${self.id}/VirtualLsiLogicController0:${disk.unit}`,
        importKey: '',
        url: `${this.#world.origin}/nfc/${encodeURIComponent(this.self.id)}/${fileOf(disk)}`,
        sslThumbprint: this.#world.thumbprint,
        disk: true,
        targetId: fileOf(disk),
        datastoreKey: '',
        fileSize: disk.bytes,
      })),
      totalDiskCapacityInKB: total / 1024,
      leaseTimeout: this.#seconds,
      hostMap: [],
    }
  }
}

/** The name of a disk's file in an export. */
export function fileOf(disk: DiskTraits): string {
  return `disk-${disk.key - 2000}.vmdk`
}

/** Export of a machine or of a snapshot. */
export const leaseHandlers: Handlers = {
  ExportVm(call) {
    const machine = machineOf(call.world, call.self)
    if (machine.state.on) {
      throw new VimFault('InvalidPowerState', { requestedState: 'poweredOff', existingState: 'poweredOn' })
    }
    return begin(call, machine, machine.state.epoch)
  },
  ExportSnapshot(call) {
    const machine = machineOf(call.world, call.self)
    const snapshot = [...snapshotsOf(machine.state.snapshots)].find(({ id }) => id === call.self.id)
    if (snapshot === undefined) throw new VimFault('ManagedObjectNotFound', { obj: call.self })
    return begin(call, machine, snapshot.epoch)
  },
  CreateDescriptor: () =>
    `<returnval><ovfDescriptor>${escape('<?xml version="1.0"?><Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"/>')}</ovfDescriptor></returnval>`,
  HttpNfcLeaseProgress(call) {
    leaseOf(call).heard(Number(childText(call.args, 'percent') ?? 0))
    return ''
  },
  HttpNfcLeaseComplete(call) {
    leaseOf(call).finish('done')
    return ''
  },
  HttpNfcLeaseAbort(call) {
    leaseOf(call).finish('error')
    return ''
  },
  HttpNfcLeaseGetManifest(call) {
    const lease = leaseOf(call)
    lease.heard()
    return lease.machine.traits.disks
      .map((disk) => {
        const sent = lease.sent.get(fileOf(disk))
        const entry = {
          key: `/${lease.machine.self.id}/VirtualLsiLogicController0:${disk.unit}`,
          disk: true,
          capacity: disk.bytes,
          ...(sent === undefined ? {} : { sha1: sent.sha1, size: sent.size }),
        }
        return `<returnval>${content(call.world.shapes, entry, 'HttpNfcLeaseManifestEntry')}</returnval>`
      })
      .join('')
  },
}

function begin({ world, session }: Call, machine: Machine, epoch: number): string {
  for (const other of world.living.values()) {
    if (!(other instanceof Lease) || other.machine.self.id !== machine.self.id) continue
    if (other.state === 'ready' || other.state === 'initializing') throw new VimFault('TaskInProgress')
  }
  return referenceXml('returnval', world.add(new Lease(world, session, machine, epoch)))
}

function leaseOf({ world, self }: Call): Lease {
  const found = world.living.get(`HttpNfcLease:${self.id}`)
  if (!(found instanceof Lease)) throw new VimFault('ManagedObjectNotFound', { obj: self })
  return found
}
