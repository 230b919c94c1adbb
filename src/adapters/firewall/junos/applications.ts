import { stockServices } from './schema.ts'

/** Applications within sets may nest this deep, and one rule may come to this many services. */
const deepest = 8
const mostServices = 1000

/** `application shop protocol tcp`, `application shop destination-port 8443`, the same in terms. */
export function addTerm(services: Map<string, Set<string>>, words: readonly string[]): void {
  const name = words[2]
  if (name === undefined) return
  const said = servicesOf(services, name)
  const term = words.indexOf('term')
  const own = term < 0 ? '' : (words[term + 1] ?? '')
  const rest = words.slice(term < 0 ? 3 : term + 2)
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const value = rest[at + 1] ?? ''
    if (rest[at] === 'protocol') said.add(`protocol ${own} ${value}`)
    else if (rest[at] === 'destination-port') said.add(`port ${own} ${value.replace(/^(\d{1,5})-\1$/, '$1')}`)
    else if (rest[at] === 'source-port' && !/^[01]-65535$/.test(value)) said.add('narrow')
  }
}

/** `application-set shop application junos-https`. */
export function addApplication(services: Map<string, Set<string>>, words: readonly string[]): void {
  const [, , name, kind, member] = words
  if (name === undefined || member === undefined) return
  if (kind === 'application' || kind === 'application-set') servicesOf(services, name).add(`member ${member}`)
}

/** Services of a rule in one text, and whether some are known by name only or narrower than they look. */
export function servicesText(
  names: readonly string[],
  services: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly text: string | undefined; readonly inexact: boolean } {
  const found = new Set<string>()
  let inexact = false
  const visit = (name: string, depth: number): void => {
    if (found.size >= mostServices) return
    const said = services.get(name)
    if (!said) {
      const stock = stockServices.get(name)
      if (stock === undefined) inexact = true
      found.add(stock ?? name)
      return
    }
    if (depth >= deepest) return
    const protocols = new Map<string, string>()
    const ports = new Map<string, string[]>()
    for (const one of said) {
      const [kind = '', term = '', value = ''] = one.split(' ')
      if (kind === 'member') visit(term, depth + 1)
      else if (kind === 'narrow') inexact = true
      else if (kind === 'protocol') protocols.set(term, value)
      else ports.set(term, [...(ports.get(term) ?? []), value])
    }
    for (const [term, protocol] of protocols) {
      const list = ports.get(term)
      found.add(list === undefined ? protocol : `${protocol}/${list.join(',')}`)
    }
  }
  for (const name of names) visit(name, 0)
  return { text: found.size === 0 ? undefined : [...found].join(','), inexact }
}

function servicesOf(services: Map<string, Set<string>>, name: string): Set<string> {
  const known = services.get(name) ?? new Set<string>()
  services.set(name, known)
  return known
}
