import type { Command, NetScaler } from './schema.ts'

/** Protocols of services that run over UDP; all others are over TCP, but for those without ports. */
const overUdp = /UDP|^(?:DNS|RADIUS|TFTP|SIP_UDP|NTP|SNMP|DTLS|QUIC|HTTP_QUIC|SYSLOGUDP|PFCP|ADNS)$/i

/** Takes a command about servers, services, groups and virtual servers; false = it is about something else. */
export function takeCommand(state: NetScaler, command: Command): boolean {
  const { verb, object } = command
  if (verb === 'set' && object === 'ns hostname') return true
  if (object === 'server') return takeServer(state, command)
  if (object === 'service' || object === 'gslb service') return takeService(state, command)
  if (object === 'servicegroup' || object === 'gslb servicegroup') return takeGroup(state, command)
  if (object === 'cs action' || object === 'cs policy' || object === 'cs policylabel') {
    takeSwitching(state, command)
    return false
  }
  return object.endsWith(' vserver') && takeVirtual(state, command)
}

function takeServer(state: NetScaler, command: Command): boolean {
  const { verb, words } = command
  const [name, address] = words
  if (name === undefined) return true
  if (verb === 'add' && address !== undefined) backend(state, name, address, command)
  else if (verb === 'disable') disable(state, name)
  return true
}

/** `add cs action A -targetLBVserver LB`, `add cs policy P -rule … -action A`, `bind cs policylabel L P 10`. */
function takeSwitching(state: NetScaler, { object, words, options }: Command): void {
  const [name, second] = words
  if (name === undefined) return
  if (object === 'cs action') {
    for (const option of ['targetlbvserver', 'targetvserver'])
      for (const one of options.get(option) ?? []) lead(state, `action ${name}`, one)
  } else if (object === 'cs policy') {
    for (const one of options.get('action') ?? []) lead(state, `policy ${name}`, `action ${one}`)
  } else if (second !== undefined) {
    lead(state, `label ${name}`, `policy ${second}`)
    for (const one of options.get('targetvserver') ?? []) lead(state, `label ${name}`, one)
  }
}

function lead(state: NetScaler, from: string, to: string): void {
  const behind = state.behind.get(from)
  if (behind) behind.add(to)
  else state.behind.set(from, new Set([to]))
}

/** `add service NAME SERVER HTTP 80`; the server may be an address of its own. */
function takeService(state: NetScaler, command: Command): boolean {
  const { verb, object, words, options, line, text } = command
  const [name, server, protocol = '', port = ''] = words
  if (name === undefined) return true
  if (verb === 'disable' || isOff(options)) state.off.add(name)
  if (verb !== 'add' || server === undefined) return true
  // A service of an address has a server without a name: the address stands in its own line.
  const own = state.backends.get(server) ?? backend(state, `service ${name}`, server, command)
  own.services.add(serviceOf(protocol, port))
  own.pools.add(name)
  if (object === 'gslb service') {
    const outside = options.get('publicip')?.[0]
    state.answers.push({
      service: name,
      address: outside ?? own.address,
      outside: outside !== undefined,
      line,
      text,
    })
  }
  return true
}

/** `bind serviceGroup NAME SERVER 8080`. */
function takeGroup(state: NetScaler, command: Command): boolean {
  const { verb, words, options } = command
  const [name, server, port] = words
  if (name === undefined || server === undefined) return true
  if (verb === 'disable' || isOff(options)) state.off.add(`${name} ${server}`)
  if (verb !== 'bind' || port === undefined) return true
  const own = state.backends.get(server) ?? backend(state, `${name} ${server} ${port}`, server, command)
  own.services.add(serviceOf('', port))
  own.pools.add(name)
  return true
}

/** `add lb vserver NAME SSL 192.0.2.80 443`, and what is bound to it. */
function takeVirtual(state: NetScaler, { verb, words, options, line, text }: Command): boolean {
  const [name, second, address, port = ''] = words
  if (name === undefined) return true
  if (verb === 'add' && second !== undefined && address !== undefined) {
    state.fronts.set(name, {
      name,
      address,
      port,
      service: serviceOf(second, port),
      line,
      text,
      disabled: isOff(options),
      comment: options.get('comment')?.[0],
      vrf: trafficDomainOf(options),
    })
  }
  for (const one of options.get('backupvserver') ?? []) lead(state, name, one)
  if (verb !== 'bind') return true
  // Policies stand behind options; what answers is a plain word, or named by one of these.
  if (second !== undefined) lead(state, name, second)
  for (const option of [
    'lbvserver',
    'targetlbvserver',
    'servicename',
    'servicegroupname',
    'targetvserver',
    'vserver',
  ])
    for (const one of options.get(option) ?? []) lead(state, name, one)
  for (const one of options.get('policyname') ?? []) lead(state, name, `policy ${one}`)
  const invoked = options.get('invoke')
  if (invoked?.[0] === 'policylabel' && invoked[1] !== undefined) lead(state, name, `label ${invoked[1]}`)
  const domain = options.get('domainname')?.[0]
  if (domain !== undefined) addDomain(state, name, domain, options.get('ttl')?.[0])
  return true
}

function addDomain(state: NetScaler, server: string, name: string, ttl: string | undefined): void {
  const domain = { name: name.toLowerCase(), ttlSeconds: secondsOf(ttl) }
  const known = state.domains.get(server)
  if (known) known.push(domain)
  else state.domains.set(server, [domain])
}

/** Seconds as an option gives them. */
export function secondsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Traffic domains part overlapping addresses; 0 is the usual one. */
export function trafficDomainOf(options: Command['options']): string | undefined {
  const domain = options.get('td')?.[0]
  return domain === undefined || domain === '0' ? undefined : `traffic-domain ${domain}`
}

function backend(
  state: NetScaler,
  name: string,
  address: string,
  { options, line, text }: Command,
): NonNullable<ReturnType<NetScaler['backends']['get']>> {
  const made = {
    name,
    address,
    line,
    text,
    disabled: isOff(options),
    comment: options.get('comment')?.[0],
    vrf: trafficDomainOf(options),
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
