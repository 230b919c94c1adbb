import type { HistoryResult } from '../contract/history.ts'

type Change = HistoryResult['changes'][number]
type Field = Change['fields'][number]

/**
 * What several change sets come to, the oldest change first: a field that was changed and changed back is no change, what
 * appeared and vanished again was never there. Of what vanished and came back, only that is told.
 */
export function netChanges(changes: Iterable<Change>): readonly Change[] {
  const net = new Map<string, Change>()
  for (const change of changes) {
    const key = `${change.kind} ${change.id}`
    const before = net.get(key)
    const now = before ? together(before, change) : change
    if (now) net.set(key, now)
    else net.delete(key)
  }
  return [...net.values()].sort(
    (a, b) => order(a.kind, b.kind) || order(a.name.toLowerCase(), b.name.toLowerCase()) || order(a.id, b.id),
  )
}

function together(before: Change, after: Change): Change | undefined {
  if (after.change === 'vanished') return before.change === 'appeared' ? undefined : after
  if (after.change === 'appeared') return { ...after, change: 'changed', fields: [] }
  if (before.change === 'appeared') return { ...after, change: 'appeared', fields: [] }
  const fields = new Map(before.fields.map((field) => [field.field, field]))
  for (const field of after.fields) {
    const one = joined(fields.get(field.field), field)
    if (one) fields.set(field.field, one)
    else fields.delete(field.field)
  }
  return fields.size === 0 ? undefined : { ...after, fields: [...fields.values()] }
}

function joined(first: Field | undefined, last: Field): Field | undefined {
  if (!first) return last
  const one: Field = {
    field: last.field,
    ...('old' in first ? { old: first.old } : {}),
    ...('new' in last ? { new: last.new } : {}),
  }
  return JSON.stringify(one.old) === JSON.stringify(one.new) ? undefined : one
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
