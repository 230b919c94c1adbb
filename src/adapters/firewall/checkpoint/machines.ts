import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'

/** An address within an object, beside the one that is its own. */
interface InnerAddress {
  readonly named: Named
  readonly at: number
  /** Card or member of a cluster: `eth1`. */
  readonly name: string
}

/** What a machine or network is translated to without a rule that anybody wrote. */
interface AutomaticTranslation {
  readonly at: number
  readonly method: string
  /** None where it hides behind the gateway. */
  readonly addresses: readonly Named[]
}

/** Addresses of cards and of the members of a cluster; what repeats an address of the machine itself is left out. */
export function innerAddressesOf(node: JsonNode): readonly InnerAddress[] {
  const own = new Set(addressKeys.map((key) => stringOf(memberOf(node, key))))
  const found: InnerAddress[] = []
  const add = (inner: JsonNode, name: string): void => {
    for (const key of addressKeys) {
      const value = memberOf(inner, key)
      const text = stringOf(value) ?? ''
      const named = text === '' || own.has(text) ? undefined : nameOfLiteral(text)
      if (named && value) found.push({ named, at: value.at, name })
    }
    for (const family of ['4', '6']) {
      const value = memberOf(inner, `subnet${family}`)
      const bits = memberOf(inner, `mask-length${family}`)?.value
      const named = typeof bits === 'number' ? nameOfLiteral(`${stringOf(value) ?? ''}/${bits}`) : undefined
      if (named && value) found.push({ named, at: value.at, name })
    }
  }
  const cards = (machine: JsonNode, before: string): void => {
    for (const card of itemsOf(memberOf(machine, 'interfaces')))
      add(card, `${before}${nameOf(card, 'interface-name', 'name')}`)
  }
  cards(node, '')
  for (const member of itemsOf(memberOf(node, 'cluster-members'))) {
    const name = nameOf(member, 'name', 'member-name')
    add(member, name)
    cards(member, `${name} `)
  }
  return found
}

/** The `nat-settings` of an object; undefined when nothing is translated. */
export function translationOf(node: JsonNode | undefined): AutomaticTranslation | undefined {
  const settings = memberOf(node, 'nat-settings')
  const auto = memberOf(settings, 'auto-rule')?.value
  if (!settings || (auto !== true && auto !== 'true')) return undefined
  const addresses = ['ipv4-address', 'ipv6-address'].flatMap(
    (key) => nameOfLiteral(stringOf(memberOf(settings, key)) ?? '') ?? [],
  )
  return { at: settings.at, method: stringOf(memberOf(settings, 'method')) ?? 'static', addresses }
}

/** `{"ipv4": [{"start": "192.0.2.1", "end": "192.0.2.9"}]}`, as rules and groups are shown with `show-as-ranges`. */
export function rangesOf(node: JsonNode | undefined): readonly Named[] {
  return ['ipv4', 'ipv6'].flatMap((family) =>
    itemsOf(memberOf(node, family)).flatMap((range) => {
      const [low = '', high = ''] = [stringOf(memberOf(range, 'start')), stringOf(memberOf(range, 'end'))]
      return nameOfLiteral(low === high ? low : `${low}-${high}`) ?? []
    }),
  )
}

const addressKeys = ['ipv4-address', 'ipv6-address', 'ip-address']

function nameOf(node: JsonNode, ...keys: readonly string[]): string {
  for (const key of keys) {
    const name = stringOf(memberOf(node, key))
    if (name !== undefined && name !== '') return name.slice(0, 80)
  }
  return ''
}
