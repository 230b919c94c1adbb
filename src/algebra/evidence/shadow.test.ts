import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reference } from '../../model/evidence.ts'
import type { RuleOutline } from './rule-outline.ts'
import { markShadowed } from './shadow.ts'

interface Story {
  readonly source: readonly string[] | 'any'
  readonly destination: readonly string[] | 'any'
  readonly service?: string
  readonly action?: string
  readonly more?: Partial<RuleOutline>
  readonly hits?: number
}

function marked(stories: readonly Story[]) {
  const references: Reference[] = []
  const outlines = stories.map(({ source, destination, service, action = 'permit', more, hits }, at) => {
    const from = references.length
    const name = `rule ${at + 1}`
    for (const [role, side] of [['source', source] as const, ['destination', destination] as const])
      for (const matched of side === 'any' ? ['any'] : side)
        references.push({
          kind: 'firewall-rule',
          device: 'fw',
          file: 'fw.cfg',
          line: at + 1,
          text: '',
          matched,
          strength: matched === 'any' ? 'any' : matched.includes('example') ? 'name' : 'exact',
          role,
          name,
          ...(hits === undefined ? {} : { hits }),
        })
    const extents = { source: 'listed', destination: 'listed' } as const
    const outline: RuleOutline = {
      policy: 'OUTSIDE',
      name,
      line: at + 1,
      action,
      from,
      to: references.length,
      service,
      ...extents,
      ...more,
    }
    return outline
  })
  let cut = 0
  markShadowed(references, outlines, () => cut++)
  const said = outlines.map(({ from }) => {
    const { shadowedBy, redundant } = references[from] ?? {}
    return shadowedBy === undefined
      ? ''
      : `${redundant === true ? 'redundant with' : 'hidden by'} ${shadowedBy}`
  })
  return { said, cut, references }
}

const host = ['10.0.0.1']

test('a rule is hidden by the first earlier one that covers its sources, destinations and services', () => {
  const { said, references } = marked([
    { source: ['10.0.0.0/8'], destination: host, service: 'tcp/443,8000-8100', action: 'deny' },
    { source: ['10.1.0.0/16', '10.2.0.9'], destination: host, service: 'tcp/8080,443', action: 'deny' },
    { source: ['10.1.0.0/16'], destination: host, service: 'tcp/443' },
    { source: ['10.1.0.0/16', '192.0.2.1'], destination: host, service: 'tcp/443' },
    { source: ['10.1.0.0/16'], destination: host, service: 'tcp/443,22' },
    { source: ['10.1.0.0/16'], destination: ['10.0.0.0/31'], service: 'tcp/443' },
    { source: 'any', destination: 'any' },
    { source: ['2001:db8::1'], destination: host, service: 'udp/53' },
  ])
  expect(said).toEqual([
    '',
    'redundant with rule 1',
    'hidden by rule 1',
    '',
    '',
    '',
    '',
    'redundant with rule 7',
  ])
  expect(references.filter(({ line }) => line === 2).every(({ shadowedBy }) => shadowedBy === 'rule 1')).toBe(
    true,
  )
})

test('what is negated, disabled, limited, of another list or counted as matching is never said to be hidden', () => {
  const all = { source: 'any', destination: 'any' } as const
  const one = { source: host, destination: host, service: 'tcp/22' }
  const by = (first: Partial<Story>, second: Partial<Story> = {}) =>
    marked([
      { ...all, ...first },
      { ...one, ...second },
    ]).said[1]
  expect(by({})).toBe('redundant with rule 1')
  expect(by({ more: { source: 'unknown' } })).toBe('')
  expect(by({}, { more: { destination: 'unknown' } })).toBe('')
  expect(by({ more: { narrowed: true } })).toBe('')
  expect(by({ more: { apart: true } })).toBe('')
  expect(by({}, { more: { apart: true } })).toBe('')
  expect(by({}, { more: { policy: 'INSIDE' } })).toBe('')
  expect(by({}, { more: { name: 'rule 1' } })).toBe('')
  expect(by({}, { source: ['10.0.0.1', 'www.shop.example'] })).toBe('')
  expect(by({}, { hits: 3 })).toBe('')
  expect(by({}, { hits: 0 })).toBe('redundant with rule 1')
})

test('conditions are covered when every value that the later rule asks for is one of the earlier rule', () => {
  const zones = (...values: readonly string[]) => ({ more: { conditions: new Map([['from', values]]) } })
  const all = { source: 'any', destination: 'any' } as const
  const by = (first: Partial<Story>, second: Partial<Story>) =>
    marked([
      { ...all, ...first },
      { ...all, ...second },
    ]).said[1]
  expect(by(zones('trust', 'dmz'), zones('dmz'))).toBe('redundant with rule 1')
  expect(by(zones('dmz'), zones('trust', 'dmz'))).toBe('')
  expect(by(zones('dmz'), {})).toBe('')
  expect(by({}, zones('dmz'))).toBe('redundant with rule 1')
})

test('services that only a name or a type would tell apart are not taken for the same', () => {
  const all = { source: 'any', destination: 'any' } as const
  const by = (first: string | undefined, second: string | undefined) =>
    marked([
      { ...all, ...(first === undefined ? {} : { service: first }) },
      { ...all, ...(second === undefined ? {} : { service: second }) },
    ]).said[1] !== ''
  expect(by('tcp', 'tcp/1-65535')).toBe(true)
  expect(by('tcp/1-1024,1025-2000', 'tcp/1000:1500')).toBe(true)
  expect(by('tcp-udp/53', 'udp/53')).toBe(true)
  expect(by('tcp/53', 'tcp-udp/53')).toBe(false)
  expect(by('gre', 'gre')).toBe(true)
  expect(by('icmp', 'icmp')).toBe(false)
  expect(by('any', 'icmp')).toBe(true)
  expect(by('tcp/http', 'tcp/http')).toBe(true)
  expect(by('tcp/80', undefined)).toBe(false)
  expect(by('tcp', `tcp/${Array.from({ length: 200 }, (_, at) => at + 1).join(',')}`)).toBe(false)
})

const address = fc.integer({ min: 0, max: 15 })
const side = fc.oneof(
  fc.constant('any' as const),
  fc.array(
    fc.tuple(address, address).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    { minLength: 1, maxLength: 3 },
  ),
)
const port = fc.integer({ min: 1, max: 6 })
const drawn = fc.record({
  source: side,
  destination: side,
  ports: fc.option(fc.array(fc.tuple(port, port), { minLength: 1, maxLength: 2 }), { nil: undefined }),
  action: fc.constantFrom('permit', 'deny'),
  zone: fc.option(fc.constantFrom('trust', 'dmz'), { nil: undefined }),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer Rule> ? Rule : never

/** Every packet of the small world that a rule matches. 16 stands for all addresses outside it, 7 for other services. */
function packetsOf({ source, destination, ports, zone }: Drawn): ReadonlySet<string> {
  const addresses = (spans: Drawn['source']): readonly number[] =>
    Array.from({ length: 17 }, (_, at) => at).filter(
      (at) => spans === 'any' || spans.some(([low, high]) => low <= at && at <= high),
    )
  const services = Array.from({ length: 7 }, (_, at) => at + 1).filter(
    (at) => !ports || ports.some(([a, b]) => Math.min(a, b) <= at && at <= Math.max(a, b)),
  )
  const zones = zone === undefined ? ['trust', 'dmz', 'other'] : [zone]
  const found = new Set<string>()
  for (const from of addresses(source))
    for (const to of addresses(destination))
      for (const service of services) for (const one of zones) found.add(`${from} ${to} ${service} ${one}`)
  return found
}

test('rules are said to be hidden exactly when one earlier rule matches every packet that they match', () => {
  const written = (spans: Drawn['source']): Story['source'] =>
    spans === 'any'
      ? 'any'
      : spans.map(([low, high]) => (low === high ? `10.0.0.${low}` : `10.0.0.${low}-10.0.0.${high}`))
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 8 }), (rules) => {
      const { said } = marked(
        rules.map(({ source, destination, ports, action, zone }) => ({
          source: written(source),
          destination: written(destination),
          action,
          ...(ports
            ? { service: `tcp/${ports.map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`).join(',')}` }
            : {}),
          more: zone === undefined ? {} : { conditions: new Map([['from', [zone]]]) },
        })),
      )
      const packets = rules.map(packetsOf)
      for (const [at, own] of packets.entries()) {
        const named = /(\d+)$/.exec(said[at] ?? '')
        const by = named ? packets[Number(named[1]) - 1] : undefined
        if (named) {
          expect(Number(named[1])).toBeLessThanOrEqual(at)
          for (const packet of own) expect(by?.has(packet)).toBe(true)
        } else
          for (const earlier of packets.slice(0, at))
            expect([...own].every((packet) => earlier.has(packet)) && adjacent(rules) === false).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

/** Spans that only touch are not joined: a rule that needs both is not claimed, which is the careful side. */
function adjacent(rules: readonly Drawn[]): boolean {
  return rules.some(({ source, destination }) =>
    [source, destination].some(
      (spans) => spans !== 'any' && spans.some(([, high]) => spans.some(([low]) => low === high + 1)),
    ),
  )
}

test('three thousand rules for one address are compared with a thousand earlier ones each, and what is left is told', () => {
  const rules = Array.from({ length: 3000 }, (_, at) => ({
    source: 'any' as const,
    destination: 'any' as const,
    service: `tcp/${at + 1}`,
  }))
  const { said, cut } = marked(rules)
  expect(said.filter((one) => one !== '')).toEqual([])
  expect(cut).toBe(3000 - 1001)
})
