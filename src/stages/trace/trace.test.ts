import { expect, test } from 'vitest'
import { type AddressKey, contains, parseAddress } from '../../lib/ip.ts'
import { nameOf, spanOf } from '../../algebra/columns/reference-fields.ts'
import type { Flow, Reference } from '../../model/evidence.ts'
import type { Network } from '../../model/infrastructure.ts'
import type { Vm } from '../../model/vm.ts'
import { type Coverage, gatherReferences, makeOwnerDirectory, trace, type VrfRule } from './index.ts'
import type { BlastRadius } from './result.ts'

const till: Vm = {
  kind: 'vm',
  id: 'vm-till',
  name: 'till-01',
  guestHostName: 'till-01.corner.example',
  primaryAddress: '192.0.2.11',
  nics: [{ label: 'Network adapter 1', network: 'SHOP-2' }],
  team: 'Shop Applications',
  origins: [],
  from: {},
  conflicts: [],
}

const shop: Network = {
  kind: 'network',
  id: 'net-shop',
  name: 'SHOP-2',
  vlan: { kind: 'access', id: 2 },
  origins: [],
  from: {},
  conflicts: [],
}

function reference(given: Partial<Reference> & Pick<Reference, 'matched' | 'strength'>): Reference {
  return {
    kind: 'firewall-rule',
    device: 'fw-corner',
    file: 'fw.set',
    line: 1,
    text: '',
    role: 'source',
    ...given,
  }
}

const dns = { kind: 'dns-record', device: 'corner.example', file: 'corner.zone', role: 'target' } as const

interface Corner {
  readonly vm?: Vm
  readonly addresses?: readonly string[]
  readonly references?: readonly Reference[]
  readonly flows?: readonly Flow[]
  readonly networks?: readonly Network[]
  readonly coverage?: Partial<Coverage>
  readonly twins?: readonly string[]
  readonly vrfs?: readonly VrfRule[]
}

/** Traces in a corner shop, where everything is looked up by a scan. */
async function traceCorner(corner: Corner): Promise<BlastRadius> {
  const { vm = till, addresses = ['192.0.2.11'], references = [], flows = [], networks = [shop] } = corner
  const keys = addresses.map(parseAddress).filter((key) => key !== undefined)
  const gathered = await gatherReferences(vm, keys, {
    async covering(key: AddressKey) {
      return references.filter((one) => {
        const span = spanOf(one)
        return span !== undefined && contains(span, key)
      })
    },
    async named(name: string) {
      return references.filter((one) => nameOf(one) === name || one.leadsTo === name)
    },
  })
  return trace({
    vm,
    addresses,
    gathered,
    flows: {
      in: flows.filter(({ server }) => addresses.includes(server)),
      out: flows.filter(({ client }) => addresses.includes(client)),
    },
    peers: (address) => (address === '192.0.2.21' ? 'web-1' : undefined),
    owners: makeOwnerDirectory({
      rules: [{ match: { name: 'SHOP-*' }, team: 'Network' }],
      teams: [{ name: 'Shop Network', also: ['shop-net'] }],
      people: ['J. Left'],
      folders: [],
    })([{ subject: 'fw-corner', team: 'Shop Network', basis: 'cmdb', file: 'cmdb.csv', line: 2 }]),
    networks,
    ...(corner.twins === undefined ? {} : { twins: corner.twins }),
    ...(corner.vrfs === undefined ? {} : { vrfs: corner.vrfs }),
    coverage: {
      kinds: new Set(['flows-csv']),
      files: 1,
      notUnderstood: { statements: 0, files: 0 },
      ...corner.coverage,
    },
  })
}

function briefly({ references }: BlastRadius): readonly string[] {
  return references.map(
    ({ strength, role, matched, owner }) => `${strength} ${role} ${matched}: ${owner ?? 'nobody'}`,
  )
}

test('a rule of owners.yaml takes a file, a folder with everything below it, or any run of signs', () => {
  const teamOf = (pattern: string, file: string) => {
    const sources = {
      rules: [{ match: { file: pattern }, team: 'Shop Network' }],
      teams: [],
      people: [],
      folders: [],
    }
    const found = makeOwnerDirectory(sources)([]).ofReference(
      reference({ matched: '192.0.2.11', strength: 'exact', file }),
    )
    return 'owner' in found ? found.owner : undefined
  }
  const file = 'firewalls/corner/FW-1.cfg'
  for (const pattern of [file, 'firewalls', 'firewalls/', 'Firewalls/*/fw-*', '*.cfg', '*1*'])
    expect([pattern, teamOf(pattern, file)]).toEqual([pattern, 'Shop Network'])
  for (const pattern of ['firewall', 'corner', '*.conf', 'fw-?.cfg', 'a*b*c*d*e*f*g*h*i*j'])
    expect([pattern, teamOf(pattern, file)]).toEqual([pattern, undefined])
  // A name is somebody else's text: it must not make a pattern expensive.
  expect(teamOf('*a*a*a*a*a*a*b', 'a'.repeat(20_000))).toBeUndefined()
})

test('one artefact counts once in each role, by its strongest match', async () => {
  const radius = await traceCorner({
    references: [
      reference({ name: 'pay', matched: '192.0.2.0/24', strength: 'subnet', line: 3 }),
      reference({
        name: 'pay',
        matched: '192.0.2.11',
        strength: 'group',
        path: ['tills', 'till-01'],
        line: 3,
      }),
      reference({ name: 'pay', matched: 'any', strength: 'any', role: 'destination', line: 4 }),
      reference({ name: 'other', matched: '192.0.2.12', strength: 'exact' }),
    ],
  })
  expect(briefly(radius)).toEqual([
    'group source 192.0.2.11: Shop Network',
    'any destination any: Shop Network',
  ])
})

test('what names a card by its hardware address costs nothing, and both modes say what it rests on', async () => {
  const mac = { matched: '0050.5620.1531', host: '00:50:56:20:15:31', strength: 'name' } as const
  const radius = await traceCorner({
    vm: { ...till, nics: [{ label: 'Network adapter 1', network: 'SHOP-2', mac: '00:50:56:20:15:31' }] },
    references: [
      reference({ ...mac, kind: 'config-literal', file: 'switch.txt', role: 'literal', line: 7 }),
      reference({
        ...mac,
        kind: 'config-literal',
        file: 'other.txt',
        role: 'literal',
        host: '00:50:56:00:00:01',
      }),
    ],
  })
  expect(briefly(radius)).toEqual(['name literal 0050.5620.1531: Shop Network'])
  const note =
    '1 artefact names its hardware address 00:50:56:20:15:31 (switch.txt:7): the translation keeps it, so it holds unless the card gets another one'
  expect(radius.modes['keep-ip'].obstacles).toEqual([note])
  expect(radius.modes['re-ip'].obstacles).toEqual([
    `${note}; a DHCP reservation among them goes on giving the old address until it is changed`,
  ])
})

test('aliases of aliases lead to literals by name, and another member of a round robin does not', async () => {
  const radius = await traceCorner({
    references: [
      reference({
        ...dns,
        name: 'till-01.corner.example A',
        host: 'till-01.corner.example',
        matched: '192.0.2.11',
        strength: 'exact',
      }),
      reference({
        ...dns,
        line: 2,
        name: 'till.corner.example CNAME',
        host: 'till.corner.example',
        leadsTo: 'till-01.corner.example',
        matched: 'till-01',
        strength: 'name',
      }),
      reference({
        ...dns,
        line: 3,
        name: 'pay.corner.example CNAME',
        host: 'pay.corner.example',
        leadsTo: 'till.corner.example',
        matched: 'till',
        strength: 'name',
      }),
      reference({
        ...dns,
        line: 4,
        name: 'till.corner.example A',
        host: 'till.corner.example',
        matched: '192.0.2.12',
        strength: 'exact',
      }),
      reference({
        kind: 'config-literal',
        file: 'app.ini',
        device: 'app.ini',
        role: 'literal',
        host: 'pay',
        matched: 'pay',
        strength: 'name',
      }),
      reference({
        kind: 'config-literal',
        file: 'b.ini',
        device: 'b.ini',
        role: 'literal',
        host: 'till-01',
        matched: 'TILL-01',
        strength: 'name',
        ownerHint: 'shop-net',
        ownerHintBasis: 'comment',
      }),
    ],
  })
  expect(briefly(radius)).toEqual([
    'exact target 192.0.2.11: nobody',
    'name target till-01: nobody',
    'name literal TILL-01: Shop Network',
    'name-derived target till: nobody',
    'name-derived literal pay: nobody',
  ])
  expect({ names: radius.names, aliases: radius.aliases }).toEqual({
    names: ['till-01', 'till-01.corner.example'],
    aliases: ['pay', 'pay.corner.example', 'till', 'till.corner.example'],
  })
})

test('a person, or a team that is gone, owns nothing', async () => {
  const hinted = (line: number, ownerHint: string): Reference =>
    reference({
      device: 'elsewhere',
      line,
      matched: '192.0.2.11',
      strength: 'exact',
      ownerHint,
      ownerHintBasis: 'description',
    })
  const radius = await traceCorner({
    references: [
      hinted(1, 'J. Left'),
      hinted(2, 'Old Team (closed 2022)'),
      hinted(3, 'SHOP NETWORK'),
      hinted(4, 'New Team'),
    ],
  })
  expect(radius.references.map(({ owner, ownerBasis }) => owner ?? ownerBasis)).toEqual([
    'its description names J. Left, who is no team, or is gone',
    'its description names Old Team (closed 2022), who is no team, or is gone',
    'Shop Network',
    'New Team',
  ])
  expect(radius.unknowns).toContain('nobody is known to own 2 of the artefacts: fw.set:1, fw.set:2')
})

test('requests are batched by team, device and action, with rework added', async () => {
  const radius = await traceCorner({
    references: [
      reference({ name: 'a', matched: '192.0.2.11', strength: 'exact' }),
      reference({ name: 'b', matched: '192.0.2.10-192.0.2.12', strength: 'range' }),
      reference({ name: 'c', matched: '192.0.2.0/24', strength: 'subnet' }),
      reference({ name: 'd', matched: '192.0.2.11', strength: 'exact', disabled: true }),
    ],
  })
  // (1 + 2 × 0.5) × 1.25 for the firewall, (1 + 1 × 1) × 1.25 for the guest and for the VLAN on the nodes.
  expect(radius.modes['re-ip']).toMatchObject({
    artefacts: 3,
    changeRequests: [
      { team: 'Shop Applications', device: 'till-01', artefacts: 1, hours: 2.5, leadDays: 10 },
      { team: 'Shop Network', device: 'fw-corner', artefacts: 2, hours: 2.5, leadDays: 7 },
    ],
    teams: 2,
    hours: 5,
    days: 10,
    obstacles: [
      '1 rule covers the address by its subnet (192.0.2.0/24), to be changed as well when the new address leaves it',
      'not counted: 1 artefact with the address that is disabled: to be removed rather than changed',
    ],
  })
  expect(radius.modes['keep-ip']).toMatchObject({
    artefacts: 1,
    teams: 1,
    hours: 2.5,
    days: 7,
    obstacles: [],
  })
  expect(radius.modes['keep-ip'].changeRequests[0]).toMatchObject({ team: 'Network', device: 'SHOP-2' })
  expect(radius.recommended).toBe('keep-ip')
})

test('an overlay segment rules keep-ip out, and says why', async () => {
  const radius = await traceCorner({ networks: [{ ...shop, name: 'SHOP-NSX', type: 'nsx-overlay' }] })
  expect(radius.recommended).toBe('re-ip')
  expect(radius.recommendedBecause).toContain('SHOP-NSX is an NSX overlay segment')
})

test('a rule that ended costs nothing, one that never matched half; the evidence says what day it is, not the clock', async () => {
  const asOf = '2026-10-03T00:00:00Z'
  const rule = {
    kind: 'firewall-rule',
    device: 'fw-9',
    file: 'fw-9.set',
    text: 'permit',
    matched: '192.0.2.11',
    strength: 'exact',
    role: 'destination',
  } as const
  const cost = async (facts: object, newest?: string) => {
    const radius = await traceCorner({
      references: [{ ...rule, line: 1, name: 'one', ...facts }],
      coverage: newest === undefined ? {} : { asOf: newest },
    })
    const request = radius.modes['re-ip'].changeRequests.find(({ device }) => device === 'fw-9')
    return [radius.references[0]?.states, request?.hours]
  }
  expect(await cost({}, asOf)).toEqual([undefined, 1.88])
  expect(await cost({ expires: '2026-10-02' }, asOf)).toEqual([['expired'], undefined])
  expect(await cost({ expires: '2026-10-03' }, asOf)).toEqual([undefined, 1.88])
  expect(await cost({ expires: '2001-01-01' })).toEqual([undefined, 1.88])
  expect(await cost({ hits: 0 }, asOf)).toEqual([['never-matched'], 1.56])
  expect(await cost({ hits: 7 }, asOf)).toEqual([undefined, 1.88])
  expect(await cost({ hits: 0, disabled: true }, asOf)).toEqual([['disabled', 'never-matched'], undefined])
  expect(await cost({ shadowedBy: 'all' }, asOf)).toEqual([['shadowed'], undefined])
  expect(await cost({ shadowedBy: 'all', redundant: true })).toEqual([['shadowed', 'redundant'], undefined])
})

test('old flows say how much older they are than the newest inventory', async () => {
  const flowWindow = { first: '2026-08-01T00:00:00Z', last: '2026-08-24T00:00:00Z' }
  const { unknowns } = await traceCorner({ coverage: { flowWindow, asOf: '2026-10-03T00:00:00Z' } })
  expect(unknowns.filter((unknown) => unknown.startsWith('the newest flow is'))).toEqual([
    'the newest flow is 40 days older than the newest inventory: what began since then is not seen',
  ])
})

test('flows are summed by peer and port, own addresses are left out, strangers are named', async () => {
  const flow = {
    client: '192.0.2.21',
    server: '192.0.2.11',
    port: 8443,
    protocol: 'tcp',
    bytes: 10,
    connections: 1,
  } as const
  const radius = await traceCorner({
    flows: [
      { ...flow, firstSeen: '2026-10-02T00:00:00Z', lastSeen: '2026-10-03T00:00:00Z' },
      { ...flow, firstSeen: '2026-10-01T00:00:00Z', lastSeen: '2026-10-02T00:00:00Z' },
      { ...flow, client: '192.0.2.11' },
      { ...flow, client: '192.0.2.99' },
    ],
    coverage: { flowWindow: { first: '2026-10-01T00:00:00Z', last: '2026-10-03T00:00:00Z' } },
  })
  expect(radius.flows.in).toEqual([
    {
      peer: '192.0.2.21',
      peerVm: 'web-1',
      port: 8443,
      protocol: 'tcp',
      firstSeen: '2026-10-01T00:00:00Z',
      lastSeen: '2026-10-03T00:00:00Z',
      bytes: 20,
      connections: 2,
    },
    { peer: '192.0.2.99', port: 8443, protocol: 'tcp', bytes: 10, connections: 1 },
  ])
  expect(radius.unknowns).toContain('192.0.2.99: no VM of the estate has this address')
})

test('what was not imported is said in words, and no flow is no proof', async () => {
  const radius = await traceCorner({})
  expect(radius.unknowns).toContain('no NSX export: distributed firewall rules and groups are not known')
  expect(radius.unknowns).toContain(
    'no flow was seen for 192.0.2.11; that is not proof that nothing depends on it',
  )
  const nameless = await traceCorner({ addresses: [] })
  expect(nameless.unknowns[0]).toContain('no address of till-01 is known')
})

test('an address in two places is said, and nothing is set aside for it', async () => {
  const rule = (line: number, vrf: string, strength: Reference['strength'] = 'exact') =>
    reference({ matched: '192.0.2.11', strength, line, name: `rule-${line}`, vrf })
  const radius = await traceCorner({
    references: [rule(1, 'shop'), rule(2, 'guest'), rule(3, 'lab', 'any')],
    twins: ['till-01-copy'],
  })
  expect(radius.references.map(({ line }) => line)).toContain(2)
  expect(radius.unknowns).toContain(
    'till-01-copy has the same address: artefacts that name it by address may mean either',
  )
  expect(radius.unknowns).toContain(
    "the VRF of till-01 is not known, so 2 of the artefacts, in guest, shop, may mean another machine: name its network or VLAN in vrfs.yaml, or add the IPAM's prefixes with VRF and VLAN",
  )
  expect(radius.references.map(({ states }) => states)).toEqual([['vrf-unknown'], ['vrf-unknown'], undefined])
  expect(radius.modes['re-ip'].artefacts).toBe(3)
  const one = await traceCorner({ references: [rule(1, 'shop'), rule(2, 'shop')] })
  expect(one.unknowns.filter((unknown) => /same address|VRF/.test(unknown))).toEqual([])
})

test('with its VRF known, what stands in another one is listed, not counted, and nobody is asked for it', async () => {
  const rule = (line: number, vrf: string) =>
    reference({
      matched: '192.0.2.11',
      strength: 'exact',
      line,
      name: `rule-${line}`,
      vrf,
      device: `fw-${vrf}`,
    })
  const vrf = (name: string, networks: readonly string[], also: readonly string[] = []): VrfRule => ({
    name,
    also,
    networks,
    vlans: [],
    subnets: [],
  })
  const radius = await traceCorner({
    references: [rule(1, 'vsys7'), rule(2, 'GUEST'), rule(3, 'lab')],
    vrfs: [vrf('shop', ['SHOP-*'], ['vsys7']), vrf('guest', [])],
  })
  expect(radius.references.map(({ line, states }) => [line, states])).toEqual([
    [1, undefined],
    [2, ['other-vrf']],
    [3, ['vrf-unknown']],
  ])
  expect(radius.modes['re-ip'].changeRequests.map(({ device }) => device)).toEqual([
    'till-01',
    'fw-lab',
    'fw-vsys7',
  ])
  expect(radius.unknowns).toContain(
    '1 of the artefacts stands in another VRF (GUEST) and is listed but not counted: till-01 is in shop (vrfs.yaml: network SHOP-2)',
  )
  expect(radius.unknowns).toContain(
    'it is not known which VRF lab stands for, so 1 of the artefacts may mean another machine: name them under `also` in vrfs.yaml',
  )
})

test('IPAM tells the VRF: the only one that covers the address, or the one of the VLAN of its network', async () => {
  const prefix = (line: number, vrf: string | undefined, name?: string) =>
    reference({
      kind: 'ipam-entry',
      matched: '192.0.2.0/24',
      strength: 'subnet',
      file: 'prefixes.json',
      line,
      role: 'literal',
      ...(vrf === undefined ? {} : { vrf }),
      ...(name === undefined ? {} : { name }),
    })
  const rule = reference({ matched: '192.0.2.11', strength: 'exact', line: 9, name: 'rule', vrf: 'red' })
  const states = async (...prefixes: readonly Reference[]) => {
    const { references } = await traceCorner({ references: [...prefixes, rule] })
    return references.find(({ line }) => line === 9)?.states
  }
  expect(await states(prefix(1, 'red'))).toBeUndefined()
  // Nothing says that `red` is a VRF of the same plan.
  expect(await states(prefix(1, 'blue'))).toBeUndefined()
  expect(await states(prefix(1, 'blue'), prefix(2, 'red'))).toEqual(['vrf-unknown'])
  expect(await states(prefix(1, 'blue', 'VLAN 2 tills'), prefix(2, 'red', 'VLAN 3 guests'))).toEqual([
    'other-vrf',
  ])
  expect(
    await states(prefix(1, 'blue', 'guests (3)'), prefix(2, 'red', 'tills (2), site Yard')),
  ).toBeUndefined()
  expect(await states(prefix(1, undefined), prefix(2, 'red'))).toEqual(undefined)
  // A lease has no VRF to say: it does not make the one that IPAM says doubtful.
  const lease = { ...prefix(3, undefined), matched: '192.0.2.11', file: 'dhcpd.leases' }
  const { references } = await traceCorner({
    references: [prefix(1, 'blue'), lease, rule],
    vrfs: [{ name: 'red', also: [], networks: [], vlans: [], subnets: [] }],
  })
  expect(references.find(({ line }) => line === 9)?.states).toEqual(['other-vrf'])
})

test('one team and one day are not called teams and days', async () => {
  const { recommendedBecause } = await traceCorner({})
  expect(recommendedBecause).toMatch(
    /keep-ip asks 1 team for \d+(\.\d)? hours? within .*re-ip \d+ teams? for \d+(\.\d)? hours? within /,
  )
})
