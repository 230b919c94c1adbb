import { parseSpan } from '../../lib/ip.ts'
import { fieldNamed } from './fields.ts'
import type { Operator } from './parse.ts'
import { FilterError, type Token } from './tokens.ts'
import { mibOf } from './units.ts'

/** Refuses a value that no row can have: what would silently find nothing is a mistake of the person who typed it. */
export function checkValue(name: string, operator: Operator, token: Token): void {
  const { text } = token
  const type = fieldNamed(name)?.type
  if (text === '' || operator === '~' || operator === '!~') return
  const seen = `\`${text}\``
  if (type === 'number' && !/^[+-]?\d+(\.\d+)?$/.test(text)) throw new FilterError(token, seen, 'a number')
  if (type === 'mib' && Number.isNaN(mibOf(text)))
    throw new FilterError(token, seen, 'a size, such as 64GiB or 2048 (MiB)')
  if (type === 'boolean' && !/^(true|false)$/i.test(text)) throw new FilterError(token, seen, 'true or false')
  if (type === 'address' && operator === 'in' && parseSpan(text) === undefined)
    throw new FilterError(token, seen, 'an address, a CIDR or a range')
}
