import { placeText } from '../model/place-text.ts'
import type { Origin } from '../model/vm.ts'
import { listSources, type Store } from '../store/index.ts'

/** What people call each source, and when it was read, by id. */
export type SourceLabels = ReadonlyMap<string, { readonly label: string; readonly readAt: string }>

/** Labels of all sources. */
export async function sourceLabels(store: Store): Promise<SourceLabels> {
  const rows = await listSources(store)
  return new Map(rows.map(({ id, label, newest }) => [id, { label, readAt: newest?.readAt ?? '' }]))
}

/** Where and when a fact was read, for people. */
export function presentOrigin(origin: Origin | undefined, labels: SourceLabels) {
  const known = labels.get(origin?.source ?? '')
  return {
    source: origin?.source ?? '',
    label: known?.label ?? 'a removed source',
    where: origin ? placeText(origin.place) : '',
    // An undated source is as old as its reading.
    observedAt: origin?.observedAt || (known?.readAt ?? ''),
  }
}
