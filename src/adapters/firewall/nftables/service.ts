import type { Element, Key, Operand, RuleBody } from './schema.ts'

/** Most ports that a service lists. */
export const mostPorts = 50

/** `tcp/80,443`, `udp`, `tcp/53,udp/53`: what the rule itself says of protocol and port. */
export function serviceOfRule({ matches }: RuleBody): string | undefined {
  let protocols: readonly string[] = []
  let ports: readonly string[] = []
  let named: string | undefined
  for (const { keys, negated, operand } of matches) {
    const key = keys[0]
    if (key?.field !== 'protocol' && key?.field !== 'port') continue
    if (negated || keys.length !== 1 || operand.elements.length === 0) continue
    if (key.field === 'protocol') protocols = valuesOf(operand)
    else {
      ports = valuesOf(operand)
      named = key.protocol === 'th' ? undefined : key.protocol
    }
  }
  if (ports.length === 0) return protocols.length > 0 ? protocols.join(',') : undefined
  const list = ports.join(',')
  if (named !== undefined) return `${named}/${list}`
  return protocols.length > 0 ? protocols.map((protocol) => `${protocol}/${list}`).join(',') : `any/${list}`
}

function valuesOf({ elements }: Operand): readonly string[] {
  const values: string[] = []
  for (let at = 0; at < elements.length && at < mostPorts; at++) values.push(elements[at]?.parts[0] ?? '')
  return values
}

/** The port that stands beside an address in the same element. */
export function serviceOfElement({ parts }: Element, keys: readonly Key[]): string | undefined {
  const at = keys.findIndex(({ field }) => field === 'port')
  const port = at < 0 ? undefined : parts[at]
  if (port === undefined || port === '') return undefined
  const protocol = keys[at]?.protocol
  return `${protocol === undefined || protocol === 'th' ? 'any' : protocol}/${port}`
}
