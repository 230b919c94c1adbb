import type { HostNames } from '../../../algebra/evidence/literals.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { isSelfOrGroup, parseSpan } from '../../../lib/ip.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { namingOf } from '../shared/naming.ts'
import { domainsByService, frontsOf, isServerOff } from './fronts.ts'
import { type More, tellOther } from './others.ts'
import type { Command, NetScaler } from './schema.ts'

/** What references of a file share. */
export interface Around {
  readonly file: string
  readonly device: string
  readonly names: HostNames | undefined
  readonly headOwner: string | undefined
}

/** Tells the references of commands as they are read, and of servers once everything that leads to them is known. */
export class Teller {
  readonly references: Reference[] = []
  readonly #around: Around
  /** Addresses that the line at hand was told with. */
  #told = new Set<string>()
  #line = 0

  constructor(around: Around) {
    this.#around = around
  }

  /** Addresses of a command that is about neither servers nor virtual servers. */
  command(command: Command): void {
    tellOther(
      command,
      (place, more) => this.#add(command.line, command.text, place, more),
      this.#around.names,
    )
  }

  /** Servers with what stands before them, virtual servers, names that are answered. */
  state(state: NetScaler): void {
    const before = frontsOf(state)
    for (const [key, backend] of state.backends) {
      const { name, address, line, text, comment, services, pools, vrf } = backend
      const via = new Set<string>()
      for (const pool of pools) for (const front of before(pool)) via.add(front)
      const service = services.size === 0 ? undefined : [...services].sort().join(',')
      const disabled = isServerOff(state, key, backend)
      const more: More = {
        kind: 'balancer-member',
        role: 'member',
        name,
        service,
        disabled,
        via: [...via].sort(),
        vrf,
      }
      this.#add(line, text, address, more, comment)
    }
    for (const { name, address, line, text, disabled, comment, service, vrf } of state.fronts.values())
      this.#add(
        line,
        text,
        address,
        { kind: 'balancer-virtual', role: 'vip', name, service, disabled, vrf },
        comment,
      )
    const domains = domainsByService(state)
    for (const { service, address, outside, line, text } of state.answers) {
      const answered = domains.get(service) ?? []
      for (const { name, ttlSeconds } of answered) {
        const more: More = { kind: 'dns-record', role: 'target', name: `${name} A`, host: name, ttlSeconds }
        this.#add(line, text, address, more)
      }
      const name = `gslb service ${service}`
      if (outside && answered.length === 0)
        this.#add(line, text, address, { kind: 'config-literal', role: 'literal', name })
    }
  }

  #add(line: number, text: string, place: string, more: More, comment?: string): void {
    const named = namingOf(place)
    if (!named || named.strength === 'any') return
    if (line !== this.#line) {
      this.#line = line
      if (this.#told.size > 0) this.#told = new Set()
    }
    // An option that says again what the command says is no artefact of its own.
    if (more.role === 'literal') {
      if (this.#told.has(place) || isLocal(place)) return
      this.#told.add(place)
    }
    const said = comment === undefined ? undefined : ownerInText(comment)
    const ownerHint = said ?? this.#around.headOwner
    this.references.push(
      makeReference({
        device: this.#around.device,
        file: this.#around.file,
        line,
        text: excerpt(text.trim()),
        matched: named.matched,
        strength: named.strength,
        host: more.host ?? named.host,
        ownerHint,
        ownerHintBasis: ownerHint === undefined ? undefined : said === undefined ? 'file-head' : 'comment',
        kind: more.kind,
        role: more.role,
        name: more.name,
        service: more.service,
        action: more.action,
        disabled: more.disabled,
        via: more.via,
        vrf: more.vrf,
        ttlSeconds: more.ttlSeconds,
      }),
    )
  }
}

function isLocal(place: string): boolean {
  const span = parseSpan(place)
  return span !== undefined && isSelfOrGroup(span.low)
}
