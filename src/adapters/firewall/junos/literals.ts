import type { Line } from '../../../lib/lines.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import { referenceOf } from '../shared/reference.ts'
import { nameOfPrefix } from './addresses.ts'
import type { JunosConfig } from './schema.ts'

/** Where the literals of a configuration stand, and what its rules use. */
export interface Where {
  readonly device: string
  readonly file: string
  readonly lines: readonly Line[]
  readonly headOwner: string | undefined
  /** Addresses and pools that a rule names. */
  readonly used: Set<unknown>
}

/** Addresses that no rule names: of cards, routes and servers, and of objects and pools that what is not read may use. */
export function literalsOf(config: JunosConfig, where: Where): readonly Reference[] {
  const found: Reference[] = []
  const add = (
    named: Named | undefined,
    line: number,
    name: string,
    disabled = false,
    vrf?: string,
  ): void => {
    if (!named || named.strength === 'any') return
    const text = where.lines[line - 1]?.text ?? ''
    const at = text.indexOf(named.host ?? named.matched)
    const { device, file, headOwner } = where
    const common = {
      kind: 'config-literal' as const,
      device,
      file,
      line,
      text: excerpt(text.trim()),
      name,
      disabled,
      vrf,
      column: at < 0 ? undefined : at + 1,
      ownerHint: headOwner,
      ownerHintBasis: headOwner === undefined ? undefined : ('file-head' as const),
    }
    found.push(referenceOf(common, 'literal', named))
  }
  for (const { text, line, name, inactive, instance, card } of config.literals)
    add(nameOfLiteral(text), line, name, inactive, instance ?? config.instances.get(card ?? ''))
  for (const [named, { text, line }] of config.defined) if (!where.used.has(named)) add(named, line, text)
  for (const [name, pool] of config.pools)
    if (!where.used.has(pool))
      for (const { text, line } of pool) add(nameOfPrefix(text), line, `nat pool ${name}`)
  return found
}
