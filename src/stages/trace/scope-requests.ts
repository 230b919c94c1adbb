import { createHash } from 'node:crypto'
import type { Effort } from './effort.ts'
import type { ChangeRequest, TracedReference } from './result.ts'
import type { ScopeWindow } from './scope.ts'
import { byTeam, type ChangeSubject, hoursOf, type WorkItem } from './work-items.ts'

/** One change that one team is asked for on one device in one window. */
export interface ScopeRequest extends ChangeRequest {
  readonly id: string
  readonly subject: ChangeSubject
  readonly window?: ScopeWindow
  readonly vms: number
  /** What is changed, with the VMs that ask for it; a guest or a network has no reference. */
  readonly items: readonly { readonly reference?: TracedReference; readonly vms: readonly string[] }[]
}

interface Batch {
  readonly item: WorkItem
  readonly window: ScopeWindow | undefined
}

/** Collects what VMs ask for as numbers: an artefact that a thousand VMs share is held once. */
export function collectRequests(effort: Effort): {
  /** What one VM asks for: pairs of batch and artefact. */
  add(
    vm: number,
    name: string,
    items: readonly WorkItem[],
    window: ScopeWindow | undefined,
  ): readonly number[]
  /** The requests of the VMs with these pairs, in the order of the VMs. */
  answer(pairs: readonly (readonly number[])[]): readonly ScopeRequest[]
} {
  const batches = new Map<string, number>()
  const batchList: Batch[] = []
  const artefacts = new Map<string, number>()
  const artefactList: WorkItem[] = []
  const names: string[] = []
  const windows: (ScopeWindow | undefined)[] = []
  return {
    add(vm, name, items, window) {
      names[vm] = name
      windows[vm] = window
      const pairs: number[] = []
      for (const item of items) {
        const own = item.once ? undefined : window
        const key = `${item.team}\n${item.device}\n${item.work.action}\n${own?.wave ?? ''}`
        pairs.push(
          numberOf(batches, key, () => batchList.push({ item, window: own })),
          numberOf(artefacts, item.artefact, () => artefactList.push(item)),
        )
      }
      return pairs
    },
    answer(pairs) {
      const found = new Map<number, Map<number, string[]>>()
      const earliest = new Map<number, ScopeWindow>()
      for (const [vm, own] of pairs.entries()) {
        for (let at = 0; at < own.length; at += 2) {
          const batch = own[at] ?? 0
          const artefact = own[at + 1] ?? 0
          const known = found.get(batch) ?? new Map<number, string[]>()
          found.set(batch, known)
          const vms = known.get(artefact)
          if (vms) vms.push(names[vm] ?? '')
          else known.set(artefact, [names[vm] ?? ''])
          const window = windows[vm]
          const first = earliest.get(batch)
          if (window && (!first || window.start < first.start)) earliest.set(batch, window)
        }
      }
      return [...found]
        .map(([number, members]): ScopeRequest => {
          const batch = batchList[number]
          if (!batch) throw new Error('a batch that was never added')
          const { item } = batch
          const window = batch.window ?? earliest.get(number)
          const items = [...members].map(([artefact, vms]) => {
            const reference = artefactList[artefact]?.reference
            return { ...(reference === undefined ? {} : { reference }), vms }
          })
          const weight = [...members.keys()].reduce((sum, one) => sum + (artefactList[one]?.weight ?? 1), 0)
          return {
            id: `CR-${hashOf(`${item.team}\n${item.device}\n${item.work.action}\n${window?.wave ?? ''}`)}`,
            subject: item.subject,
            team: item.team,
            action: item.work.action,
            device: item.device,
            artefacts: members.size,
            hours: hoursOf(item.work, weight, effort),
            leadDays: item.leadDays,
            ...(window === undefined ? {} : { window }),
            vms: new Set([...members.values()].flat()).size,
            items,
          }
        })
        .sort((a, b) => byTeam(a, b) || ((a.window?.wave ?? '') < (b.window?.wave ?? '') ? -1 : 1))
    },
  }
}

function numberOf(known: Map<string, number>, key: string, add: () => void): number {
  const number = known.get(key)
  if (number !== undefined) return number
  known.set(key, known.size)
  add()
  return known.size - 1
}

/** The same change has the same number however often it is asked for. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
