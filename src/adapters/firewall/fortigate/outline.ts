import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import type { Reference } from '../../../model/evidence.ts'
import { type Entry, narrowing, type Tables } from './schema.ts'

/** Where the references of a policy stand. */
interface Told {
  readonly name: string
  readonly service: string | undefined
  readonly references: readonly Reference[]
  readonly from: number
  readonly to: number
}

/** A policy for the comparison with earlier ones; undefined when its text does not tell all that it asks for. */
export function outlineOf(entry: Entry, tables: readonly Tables[], told: Told): RuleOutline | undefined {
  const { section, fields, vdom } = entry
  const word = (name: string): string => fields.get(name)?.words[0] ?? ''
  if (section !== 'firewall policy' && section !== 'firewall policy6') return undefined
  // One policy may be for both families, each with its own sides.
  if (word('status') === 'disable' || fields.has('srcaddr6') || fields.has('dstaddr6')) return undefined
  if (told.service === undefined || !fields.has('srcintf') || !fields.has('dstintf')) return undefined
  if (told.service.split(',').some((one) => tables.some(({ inexact }) => inexact.has(one)))) return undefined
  for (let at = told.from; at < told.to; at++)
    // What comes for a virtual address is no match for a policy that names plain addresses.
    for (const name of told.references[at]?.path ?? [])
      if (tables.some(({ excluding, virtuals }) => excluding.has(name) || virtuals.has(name)))
        return undefined
  const conditions = new Map<string, readonly string[]>()
  for (const name of ['srcintf', 'dstintf']) {
    const asked = fields.get(name)?.words ?? []
    if (!asked.includes('any')) conditions.set(name, asked)
  }
  const keyOf = (name: string): string => `${vdom} ${section}\n${fields.get(name)?.words.join('\n') ?? ''}`
  return {
    policy: `${vdom} ${section}`,
    name: told.name,
    line: fields.get('srcaddr')?.line ?? 0,
    action: word('action') || 'deny',
    from: told.from,
    to: told.to,
    source: 'listed',
    destination: 'listed',
    sourceKey: keyOf('srcaddr'),
    destinationKey: keyOf('dstaddr'),
    service: told.service,
    conditions,
    narrowed: !/^(?:always)?$/.test(word('schedule')) || word('action') === 'ipsec' || isNarrowed(fields),
  }
}

function isNarrowed(fields: Entry['fields']): boolean {
  for (const [name, { words }] of fields) if (narrowing.test(name) && words[0] !== 'disable') return true
  return false
}
