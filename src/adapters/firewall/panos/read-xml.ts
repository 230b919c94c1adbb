import type { Tally } from '../../../algebra/evidence/collect.ts'
import { placedChild, type PlacedElement, readPlacedXml } from '../../../formats/xml/index.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { type Draft, endOfSchedule, finishDraft, newDraft } from './draft.ts'
import { ofPanorama } from './scope.ts'
import { addSide, draftRule, narrow, ownAddress, type RuleDraft, valueFields } from './rule.ts'
import {
  addressKinds,
  otherBooks,
  type PanosConfiguration,
  settingParts,
  sharedFields,
  silentFields,
} from './schema.ts'

const scopes = new Set(['vsys', 'device-group', 'template', 'template-stack'])
const wrappers = new Set(['config', 'response', 'result', 'devices', 'readonly', 'max-internal-id'])
/** What Panorama pushed, beside what the device has of its own. */
const pushed = new Set(['policy', 'pushed_policy', 'pushed-policy', 'pushed-shared-policy'])
const isPolicy = /^(?:vsys|(?:pre-|post-)?rulebase|address|address-group)$/
/** What is never looked into for addresses. */
const secret = /phash|password|passphrase|secret|community|key|certificate$/

/** Reads a configuration as XML into the same shape that set commands give. */
export function readPanosXml(text: string, places: MaskedPlaces, tally: Tally): PanosConfiguration {
  const { roots, faults } = readPlacedXml(text)
  const reading = new Reading(places, tally)
  for (const root of roots) reading.walk(root, '')
  reading.draft.devices = roots.length
  for (const at of faults) tally.unknown('XML that is not whole', places.lineAt(at))
  return finishDraft(reading.draft)
}

class Reading {
  readonly draft: Draft = newDraft()
  readonly places: MaskedPlaces
  readonly tally: Tally

  constructor(places: MaskedPlaces, tally: Tally) {
    this.places = places
    this.tally = tally
  }

  walk(element: PlacedElement, scope: string): void {
    for (const child of element.children) this.part(child, scope)
  }

  part(element: PlacedElement, scope: string): void {
    const { name, children } = element
    if (scopes.has(name)) {
      // All that a template holds is of the template, whatever virtual system it is for.
      for (const entry of children) {
        const parent = placedChild(entry, 'parent-dg')?.text
        const own = `${name} ${this.plain(entry.label ?? '')}`
        if (parent !== undefined) this.draft.parents.set(own, `${name} ${this.plain(parent)}`)
        this.walk(entry, scope.startsWith('template') ? scope : own)
      }
    } else if (name === 'shared') this.walk(element, scope === '' ? 'shared' : scope)
    else if (wrappers.has(name)) this.walk(element, scope)
    else if (name === 'entry') this.lone(element, scope)
    // The settings of Panorama itself stand below that name as well.
    else if (name === ofPanorama && children.some((child) => isPolicy.test(child.name)))
      this.walk(element, ofPanorama)
    else if (pushed.has(name)) for (const child of children) this.walk(child, ofPanorama)
    else if (name === 'rules') this.lone({ ...element, children: [element] }, scope)
    else if (name === 'parent-dg' || (name === 'id' && children.length === 0)) return
    else if (name === 'address') for (const entry of children) this.address(entry, scope)
    else if (name === 'address-group') for (const entry of children) this.group(entry, scope)
    else if (name === 'service') for (const entry of children) this.service(entry, scope)
    else if (name === 'service-group') for (const entry of children) this.serviceGroup(entry, scope)
    else if (name === 'schedule') for (const entry of children) this.schedule(entry, scope)
    else if (/^(?:pre-|post-)?rulebase$/.test(name))
      for (const kind of children) this.rules(kind, name, scope)
    else this.setting(element)
  }

  /** An answer of the API may be an object, or the rules of one list, without what stands around them. */
  lone(element: PlacedElement, scope: string): void {
    const { children } = element
    const [first] = children
    const has = (...names: readonly string[]): boolean => children.some(({ name }) => names.includes(name))
    if (has(...addressKinds)) this.address(element, scope)
    else if (has('static', 'dynamic')) this.group(element, scope)
    else if (has('source', 'destination')) {
      const name = has('source-translation', 'destination-translation', 'nat-type') ? 'nat' : 'security'
      const rules = { ...element, name: 'rules', children: [element] }
      this.rules({ ...element, name, children: [rules] }, 'rulebase', scope)
    } else if (first?.name === 'rules') for (const entry of first.children) this.lone(entry, scope)
    else this.walk(element, scope)
  }

  address(entry: PlacedElement, scope: string): void {
    const value = entry.children.find(({ name }) => addressKinds.some((kind) => kind === name))
    const kind = addressKinds.find((known) => known === value?.name)
    if (!value || !kind) return this.tally.unknown('address of another kind', this.places.lineAt(entry.at))
    const name = this.plain(entry.label ?? '')
    const { number: line, text } = this.places.lineAt(value.at)
    const object = { name, kind, value: this.plain(value.text), line, text }
    this.draft.addresses.set(scope, name, object)
    const tags = this.words(placedChild(entry, 'tag'))
    if (tags.length > 0) this.draft.tags.set(scope, name, tags)
    this.aside(entry)
    this.tally.known()
  }

  /** Addresses in a description are literals. */
  aside(entry: PlacedElement): void {
    const description = placedChild(entry, 'description')
    if (description) this.literals(description)
  }

  group(entry: PlacedElement, scope: string): void {
    const name = this.plain(entry.label ?? '')
    const dynamic = placedChild(entry, 'dynamic')
    const filter = dynamic && this.plain(placedChild(dynamic, 'filter')?.text ?? '')
    const members = this.words(placedChild(entry, 'static'))
    this.draft.groups.set(scope, name, {
      name,
      members,
      ...(filter === undefined ? {} : { filter }),
    })
    this.aside(entry)
    this.tally.known()
  }

  service(entry: PlacedElement, scope: string): void {
    const protocol = placedChild(entry, 'protocol')?.children[0]
    const port = protocol && placedChild(protocol, 'port')?.text
    if (protocol && port !== undefined) {
      const service = `${this.plain(protocol.name)}/${this.plain(port)}`
      this.draft.services.set(scope, this.plain(entry.label ?? ''), service)
      if (placedChild(protocol, 'source-port')) this.draft.sourcePorts.add(service)
    }
    this.tally.known()
  }

  serviceGroup(entry: PlacedElement, scope: string): void {
    const members = placedChild(entry, 'members')
    this.draft.serviceGroups.set(scope, this.plain(entry.label ?? ''), this.words(members))
    this.tally.known()
  }

  schedule(entry: PlacedElement, scope: string): void {
    const type = placedChild(entry, 'schedule-type')
    const ends = endOfSchedule(this.words(type && placedChild(type, 'non-recurring')))
    if (ends !== undefined) this.draft.schedules.set(scope, this.plain(entry.label ?? ''), ends)
    this.tally.known()
  }

  rules(kind: PlacedElement, book: string, scope: string): void {
    if (kind.name === 'default-security-rules') return this.tally.known()
    const other = otherBooks.has(kind.name)
    if (kind.name !== 'security' && kind.name !== 'nat' && !other) {
      this.literals(kind)
      return this.tally.unknown(`${book} ${kind.name.slice(0, 60)}`, this.places.lineAt(kind.at))
    }
    for (const entry of placedChild(kind, 'rules')?.children ?? []) {
      const name = this.plain(entry.label ?? '')
      const rule = draftRule(kind.name, name, scope, book)
      let strange: string | undefined
      for (const field of entry.children)
        if (other && !sharedFields.has(field.name)) this.literals(field)
        else {
          const unknown = this.field(rule, field)
          strange ??= unknown
          if (unknown !== undefined || field.name === 'description') this.literals(field)
        }
      const target = placedChild(entry, 'target')
      if (strange !== undefined || (target && placedChild(target, 'devices'))) narrow(rule)
      this.draft.rules.set(`${scope}\n${name}\n${book} ${kind.name}`, rule)
      if (strange === undefined) this.tally.known()
      else this.tally.unknown(`${kind.name} rule ${strange.slice(0, 60)}`, this.places.lineAt(entry.at))
    }
  }

  /** Reads one field of a rule; returns its name when it is not known. */
  field(rule: RuleDraft, field: PlacedElement): string | undefined {
    const { name } = field
    if (name === 'source' || name === 'destination') this.side(rule, name, field)
    else if (name === 'source-translation') this.translation(rule, 'translated-source', field)
    else if (name === 'destination-translation' || name === 'dynamic-destination-translation')
      this.translation(rule, 'translated-destination', field)
    else if (valueFields.has(name)) rule.values.set(name, this.words(field))
    else if (!silentFields.has(name)) return name
    return undefined
  }

  side(rule: RuleDraft, side: string, list: PlacedElement): void {
    for (const member of list.children.length > 0 ? list.children : [list]) {
      if (member.text === '') continue
      const { number, text } = this.places.lineAt(member.at)
      addSide(rule, side, [this.plain(member.text)], { line: number, text })
    }
  }

  translation(rule: RuleDraft, side: string, element: PlacedElement): void {
    for (const child of element.children) {
      if (child.name === 'translated-address') this.side(rule, side, child)
      else if (child.name === 'ip' || child.name === 'floating-ip')
        this.side(rule, side, { ...child, text: ownAddress(child.text) })
      else this.translation(rule, side, child)
    }
  }

  setting(element: PlacedElement): void {
    const { name } = element
    if (name === 'deviceconfig') {
      const system = placedChild(element, 'system')
      const hostName = system && placedChild(system, 'hostname')?.text
      if (hostName !== undefined) this.draft.hostName ??= this.plain(hostName)
    }
    if (settingParts.has(name)) this.tally.known()
    else
      this.tally.unknown(
        /^[\w.-]{1,60}$/.test(name) ? name : 'another element',
        this.places.lineAt(element.at),
      )
    this.literals(element)
  }

  literals(element: PlacedElement): void {
    if (secret.test(element.name)) return
    this.literal(element.text, element.textAt)
    if (element.label !== undefined) this.literal(element.label, element.at)
    for (const child of element.children) this.literals(child)
  }

  /** Only what may hold an address or a URL is worth its line. */
  literal(text: string, at: number): void {
    if (text === '' || !/[.:]/.test(text) || !/\d|:\/\//.test(text)) return
    const { number, text: shown } = this.places.lineAt(at)
    this.draft.settings.push({ line: number, text: text.slice(0, 10_000), shown })
  }

  words(list: PlacedElement | undefined): readonly string[] {
    if (!list) return []
    return (list.children.length > 0 ? list.children : [list]).flatMap(({ text }) =>
      text === '' ? [] : [this.plain(text)],
    )
  }

  /** Texts leave without secrets; plain addresses need no look. */
  plain(text: string): string {
    return /^[0-9a-f.:/-]{1,50}$/.test(text) ? text : this.places.plain(text)
  }
}
