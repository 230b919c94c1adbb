import { expect, test } from 'vitest'
import { byTeam, nobody, touches, type Traced } from './teams.ts'

function reference(line: number, owner?: string): Traced {
  return {
    kind: 'firewall-rule',
    device: 'fw-core-01',
    file: 'firewall/fw-core-01.set',
    line,
    text: `rule ${line}`,
    matched: '10.20.30.41',
    strength: 'exact',
    role: 'destination',
    ...(owner === undefined ? {} : { owner }),
  }
}

test('artefacts stand under their teams: most first, without an owner last', () => {
  const [a, b, c, d, e, f] = [
    reference(1, 'Observability'),
    reference(2),
    reference(3, 'Network Security'),
    reference(4, 'Network Security'),
    reference(5),
    reference(6),
  ]
  expect(byTeam([a, b, c, d, e, f])).toEqual([
    { team: 'Network Security', references: [c, d] },
    { team: 'Observability', references: [a] },
    { team: nobody, references: [b, e, f] },
  ])
})

test('a new address changes what names it exactly or in a range; keeping it changes nothing', () => {
  const strengths = ['exact', 'range', 'subnet', 'group', 'any', 'name'] as const
  expect(strengths.filter((strength) => touches({ strength }, 're-ip'))).toEqual(['exact', 'range'])
  expect(strengths.filter((strength) => touches({ strength }, 'keep-ip'))).toEqual([])
})
