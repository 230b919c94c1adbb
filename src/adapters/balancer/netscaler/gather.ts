import { hostAndPort, namingOf } from '../shared/naming.ts'
import type { Command, NetScaler } from './schema.ts'

/** Protocols of services that run over UDP; all others are over TCP, but for those without ports. */
const overUdp = /UDP|^(?:DNS|RADIUS|TFTP|SIP_UDP|NTP|SNMP|DTLS|QUIC|HTTP_QUIC|SYSLOGUDP|PFCP|ADNS)$/i

/** Takes a command about servers, services, groups and virtual servers; false = it is about something else. */
export function takeCommand(state: NetScaler, command: Command): boolean {
  const { verb, object, words } = command
  if (verb === 'set' && object === 'ns hostname') {
    state.host ??= words[0] ?? ''
    return true
  }
  if (object === 'server') return takeServer(state, command)
  if (object === 'service' || object === 'gslb service') return takeService(state, command)
  if (object === 'servicegroup' || object === 'gslb servicegroup') return takeGroup(state, command)
  return / vserver$/.test(object) && takeVirtual(state, command)
}

function takeServer(state: NetScaler, { verb, words, options, line }: Command): boolean {
  const [name, address] = words
  if (name === undefined) return true
  if (verb === 'add' && address !== undefined) backend(state, name, address, options, line)
  else if (verb === 'disable') disable(state, name)
  return true
}

/** `add service NAME SERVER HTTP 80`; the server may be an address of its own. */
function takeService(state: NetScaler, { verb, words, options, line }: Command): boolean {
  const [name, server, protocol = '', port = ''] = words
  if (name === undefined) return true
  if (verb === 'disable') disable(state, name)
  if (verb !== 'add' || server === undefined) return true
  // A service of an address has a server without a name: the address stands in its own line.
  const own = state.backends.get(server) ?? backend(state, `service ${name}`, server, options, line)
  own.services.add(serviceOf(protocol, port))
  own.pools.add(name)
  if (own.line === line && isOff(options)) own.disabled = true
  return true
}

/** `bind serviceGroup NAME SERVER 8080`. */
function takeGroup(state: NetScaler, { verb, words, options, line }: Command): boolean {
  const [name, server, port] = words
  if (verb !== 'bind' || name === undefined || server === undefined || port === undefined) return true
  const own = state.backends.get(server) ?? backend(state, `${name} ${server} ${port}`, server, options, line)
  own.services.add(serviceOf('', port))
  own.pools.add(name)
  return true
}

/** `add lb vserver NAME SSL 192.0.2.80 443`, and what is bound to it. */
function takeVirtual(state: NetScaler, { verb, words, options, line }: Command): boolean {
  const [name, second, address, port = ''] = words
  if (name === undefined) return true
  if (verb === 'add' && second !== undefined && address !== undefined) {
    state.fronts.set(name, {
      name,
      address,
      port,
      service: serviceOf(second, port),
      line,
      disabled: isOff(options),
      comment: options.get('comment')?.[0],
    })
    return true
  }
  if (verb !== 'bind') return true
  const behind = state.behind.get(name) ?? new Set<string>()
  state.behind.set(name, behind)
  // Policies stand behind options; what answers is a plain word, or named by one of these.
  if (second !== undefined) behind.add(second)
  for (const option of ['lbvserver', 'targetlbvserver', 'servicename', 'servicegroupname', 'targetvserver'])
    for (const one of options.get(option) ?? []) behind.add(one)
  return true
}

function backend(
  state: NetScaler,
  name: string,
  address: string,
  options: Command['options'],
  line: number,
): NonNullable<ReturnType<NetScaler['backends']['get']>> {
  const made = {
    name,
    address,
    line,
    disabled: isOff(options),
    comment: options.get('comment')?.[0],
    services: new Set<string>(),
    pools: new Set<string>(),
  }
  state.backends.set(name, made)
  return made
}

function disable(state: NetScaler, name: string): void {
  const known = state.backends.get(name)
  if (known) known.disabled = true
}

function isOff(options: Command['options']): boolean {
  return options.get('state')?.[0]?.toUpperCase() === 'DISABLED'
}

function serviceOf(protocol: string, port: string): string {
  const over = overUdp.test(protocol) ? 'udp' : 'tcp'
  return /^\d{1,5}$/.test(port) && port !== '0' ? `${over}/${port}` : over === 'udp' ? 'udp' : 'tcp'
}

/** The virtual servers before a pool, through those before them, as addresses that clients connect to. */
export function frontsOf(state: NetScaler): (pool: string) => readonly string[] {
  const before = new Map<string, string[]>()
  for (const [front, behind] of state.behind)
    for (const one of behind) {
      const known = before.get(one)
      if (known) known.push(front)
      else before.set(one, [front])
    }
  const cache = new Map<string, readonly string[]>()
  return (pool) => {
    const cached = cache.get(pool)
    if (cached) return cached
    const found: string[] = []
    const seen = new Set([pool])
    const open = [pool]
    for (let next = open.pop(); next !== undefined && found.length < 1000; next = open.pop()) {
      const front = state.fronts.get(next)
      if (front && namingOf(front.address)?.strength === 'exact')
        found.push(hostAndPort(front.address, front.port))
      for (const one of before.get(next) ?? []) {
        if (seen.has(one)) continue
        seen.add(one)
        open.push(one)
      }
    }
    cache.set(pool, found)
    return found
  }
}
