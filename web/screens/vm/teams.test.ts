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

test('an artefact is touched in the modes that ask for it: through a group as well, and a pool member in both', () => {
  const member = { asksIn: ['keep-ip', 're-ip'] as const }
  const group = { asksIn: ['re-ip'] as const }
  const touched = (mode: 'keep-ip' | 're-ip') =>
    [member, group, {}].map(({ asksIn }: { asksIn?: readonly ('keep-ip' | 're-ip')[] }) =>
      touches(asksIn === undefined ? {} : { asksIn: [...asksIn] }, mode),
    )
  expect([touched('keep-ip'), touched('re-ip')]).toEqual([
    [true, false, false],
    [true, true, false],
  ])
})
