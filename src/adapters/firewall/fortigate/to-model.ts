import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import type { Named } from '../shared/naming.ts'
import { type Common, referenceOf } from '../shared/reference.ts'
import { type Entry, type Field, type FortiConfiguration, notCarried } from './schema.ts'
import { shadowsOf } from '../shared/shadowed.ts'
import { type Domain, domainsOf } from './domains.ts'
import { outlineOf } from './outline.ts'
import { servicesOf } from './services.ts'
import { settingsOf, type Where } from './settings.ts'
import { mappedFields, namesOf, objectNames, unspecified } from './tables.ts'

/** References of policies, virtual addresses, pools and central translations, and literals of the settings. */
export function* referencesOf(
  configuration: FortiConfiguration,
  file: string,
  headOwner: string | undefined,
  tally: Tally,
): Iterable<Reference> {
  const where = { device: configuration.hostName ?? file, file, headOwner }
  const domains = domainsOf(configuration)
  const shadows = configuration.reordered || configuration.devices > 1 ? undefined : shadowsOf(tally)
  for (const entry of configuration.entries) {
    const domain = domains.get(entry.vdom)
    if (!domain) continue
    const teller = new EntryTeller(entry, domain, where, tally)
    teller.tell()
    if (teller.outline) shadows?.mark(teller.found, teller.outline)
    yield* teller.found
  }
  for (const entry of configuration.entries) {
    const domain = domains.get(entry.vdom)
    if (!domain || !mayBeUnused.test(entry.section)) continue
    const teller = new EntryTeller(entry, domain, where, tally)
    teller.tellUnused()
    yield* teller.found
  }
  yield* settingsOf(configuration.settings, where)
}

const mayBeUnused = /^firewall address6?$/

/** Tells the references of one entry. */
class EntryTeller {
  readonly #entry: Entry
  readonly #domain: Domain
  readonly #where: Where
  readonly #tally: Tally
  readonly found: Reference[] = []
  /** Something of it could not be told. */
  #lost = false
  outline: RuleOutline | undefined

  constructor(entry: Entry, domain: Domain, where: Where, tally: Tally) {
    this.#entry = entry
    this.#domain = domain
    this.#where = where
    this.#tally = tally
  }

  tell(): void {
    const { section } = this.#entry
    const kind = section.slice('firewall '.length)
    if (kind.includes('policy')) this.#policy()
    else if (kind === 'central-snat-map') this.#centralTranslation()
    else if (/^vip(?:6|46|64)?$/.test(kind)) this.#virtualAddress()
    else if (kind === 'service custom') {
      const field = this.#entry.fields.get('iprange')
      if (field) this.#add('config-literal', 'literal', namesOf(field), field, {})
    } else if (kind.startsWith('ippool')) {
      const pool = this.#domain.tables[0]?.pools.get(this.#entry.id)
      const field = this.#entry.fields.get('startip')
      if (pool && field) this.#add('nat-rule', 'translated', [pool], field, { action: 'pool' })
    } else if (kind.startsWith('addrgrp') && this.#word('exclude') === 'enable') {
      const field = this.#entry.fields.get('exclude')
      if (field) this.#note('group with excluded members', field)
    }
  }

  /** An address object that no policy, translation or virtual address uses: a tunnel or a route may. */
  tellUnused(): void {
    const { section, id, former, fields } = this.#entry
    const kind = section.endsWith('6') ? 'addresses6' : 'addresses'
    const tables = this.#domain.tables[0]
    if (!tables) return
    const used = (name: string): boolean => tables.used[kind].has(name)
    if (used(id) || former.some(used)) return
    const named = tables[kind].get(id)
    const field = ['subnet', 'start-ip', 'fqdn', 'ip6', 'wildcard'].flatMap(
      (name) => fields.get(name) ?? [],
    )[0]
    if (typeof named !== 'object' || named.strength === 'any' || named.matched === '0.0.0.0' || !field) return
    this.#add('config-literal', 'literal', [named], field, {})
  }

  #policy(): void {
    const { fields, section } = this.#entry
    const six = section.endsWith('policy6')
    const schedule = this.#word('schedule')
    const expires = this.#domain.tables.find(({ ends }) => ends.has(schedule))?.ends.get(schedule)
    const more = {
      action: this.#word('action') || 'deny',
      ...this.#service('service'),
      ...(expires === undefined ? {} : { expires }),
    }
    for (const [name, field] of fields) if (notCarried.test(name)) this.#note(`policy ${name}`, field)
    this.#side('srcaddr', 'source', six, more)
    this.#side('srcaddr4', 'source', false, more)
    this.#side('srcaddr6', 'source', true, more)
    this.#side('dstaddr', 'destination', six, more)
    this.#side('dstaddr4', 'destination', false, more)
    this.#side('dstaddr6', 'destination', true, more)
    const told = {
      from: 0,
      to: this.found.length,
      references: this.found,
      name: this.#name(),
      service: more.service,
    }
    this.outline = this.#lost ? undefined : outlineOf(this.#entry, this.#domain.tables, told)
    this.#pool('poolname')
    this.#pool('poolname6')
  }

  #centralTranslation(): void {
    const more = { action: 'source-nat' }
    for (const name of ['orig-addr', 'dst-addr']) {
      this.#side(name, name === 'orig-addr' ? 'source' : 'destination', false, more, 'nat-rule')
      this.#side(`${name}6`, name === 'orig-addr' ? 'source' : 'destination', true, more, 'nat-rule')
    }
    this.#pool('nat-ippool')
    this.#pool('nat-ippool6')
  }

  #pool(name: string): void {
    const field = this.#entry.fields.get(name)
    for (const word of field?.words ?? []) {
      const pool = this.#domain.tables.find(({ pools }) => pools.has(word))?.pools.get(word)
      if (pool && field)
        this.#add('nat-rule', 'translated', [{ ...pool, path: [word] }], field, { action: 'source-nat' })
    }
  }

  #virtualAddress(): void {
    const { fields, inner } = this.#entry
    const outer = fields.get('extip')
    const six = this.#entry.section.endsWith('vip6')
    const named = fields.get('extaddr')
    const outside = [...namesOf(outer), ...(named ? this.#resolved(named.words, six, named) : [])]
    const port = this.#word('extport')
    const more = {
      action: 'destination-nat',
      ...(port === '' ? {} : { service: `${this.#word('protocol') || 'tcp'}/${port}` }),
    }
    const said = outer ?? named
    if (said) this.#add('nat-rule', 'destination', outside, said, more)
    const via = viaOf(outside)
    const mapped = mappedFields.flatMap((name) => fields.get(name) ?? [])
    for (const field of [...mapped, ...inner]) {
      this.#add('nat-rule', 'translated', namesOf(field), field, { ...more, ...via })
    }
    const objects = fields.get('mapped-addr')
    for (const field of objects ? [objects, ...inner] : inner) {
      const names = objectNames(field)
      if (names.length > 0)
        this.#add('nat-rule', 'translated', this.#resolved(names, six, field), field, { ...more, ...via })
    }
    const filter = fields.get('src-filter')
    if (filter) this.#add('nat-rule', 'source', namesOf(filter), filter, more)
  }

  /** A side of a rule; a virtual address names its outside, and what stands behind it as translated. */
  #side(
    name: string,
    role: Role,
    six: boolean,
    more: Partial<Reference>,
    kind: 'firewall-rule' | 'nat-rule' = 'firewall-rule',
  ): void {
    const field = this.#entry.fields.get(name)
    if (!field) return
    const { fields } = this.#entry
    if (fields.get(`${name}-negate`)?.words[0] === 'enable') return this.#note('negated match', field)
    const named = this.#resolved(field.words, six, field)
    if (role !== 'destination') return this.#add(kind, role, named, field, more)
    const said = named.some(isUnspecified)
    this.#add(kind, role, said ? named.filter((one) => !isUnspecified(one)) : named, field, more)
    for (const { path } of named) {
      const last = path?.[path.length - 1]
      if (path === undefined || last === undefined) continue
      const virtual = this.#domain.tables.find(({ virtuals }) => virtuals.has(last))?.virtuals.get(last)
      if (!virtual) continue
      const outside = this.#resolved(virtual.outsideNames, six, field).map((one) => ({ ...one, path }))
      this.#add(kind, role, outside, field, more)
      const behind = [...virtual.inside, ...this.#resolved(virtual.insideNames, six, field)]
      const inside = behind.map((one) => ({ ...one, path }))
      this.#add(kind, 'translated', inside, field, {
        ...more,
        ...viaOf([...virtual.outside, ...outside]),
      })
    }
  }

  #resolved(names: readonly string[], six: boolean, field: Field): readonly Named[] {
    const resolve = six ? this.#domain.resolve6 : this.#domain.resolve
    return names.length === 0 ? [] : resolve(names, (what) => this.#note(what, field))
  }

  #add(
    kind: 'firewall-rule' | 'nat-rule' | 'config-literal',
    role: Role,
    named: readonly Named[],
    { line, text }: Field,
    more: Partial<Reference>,
  ): void {
    const { vdom } = this.#entry
    if (named.length === 0) return
    const { device, file } = this.#where
    const { ownerHint, ownerHintBasis } = this.#owner()
    const common: Common = {
      kind,
      device,
      file,
      line,
      text: excerpt(text),
      name: this.#name(),
      ownerHint,
      ownerHintBasis,
      service: more.service,
      action: more.action,
      expires: more.expires,
      via: more.via,
      disabled: this.#word('status') === 'disable',
      vrf: vdom === '' ? undefined : vdom,
    }
    for (const one of named) this.found.push(referenceOf(common, role, one))
  }

  #name(): string {
    const { section, id } = this.#entry
    const name = this.#word('name')
    return `${section.slice('firewall '.length)} ${id}${name === '' ? '' : ` ${name}`}`
  }

  #owner(): Partial<Reference> {
    const comment = this.#word('comments') || this.#word('comment')
    const owner = comment === '' ? undefined : ownerInText(comment)
    if (owner !== undefined) return { ownerHint: owner, ownerHintBasis: 'comment' }
    const { headOwner } = this.#where
    return headOwner === undefined ? {} : { ownerHint: headOwner, ownerHintBasis: 'file-head' }
  }

  #service(name: string): Partial<Reference> {
    const names = this.#entry.fields.get(name)?.words ?? []
    return names.length === 0 ? {} : { service: servicesOf(names, this.#domain.tables) }
  }

  #word(name: string): string {
    return this.#entry.fields.get(name)?.words[0] ?? ''
  }

  #note(what: string, { line, text }: Field): void {
    this.#lost = true
    this.#tally.note(what, { number: line, text })
  }
}

function isUnspecified({ matched }: Named): boolean {
  return matched === unspecified.matched
}

function viaOf(outside: readonly Named[]): { readonly via?: readonly string[] } {
  return outside.length === 0 ? {} : { via: outside.slice(0, 100).map(({ matched }) => matched) }
}
