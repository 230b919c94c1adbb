import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readOwnersFile } from './owners-file.ts'

/** What reading an owners.yaml says, or the rules. */
function read(text: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-owners-'))
  try {
    const file = join(folder, 'owners.yaml')
    writeFileSync(file, text)
    return readOwnersFile({ ownersFile: file }).rules
  } catch (error) {
    return error instanceof Error ? error.message : error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const rule = (match: string, team = 'team: Edge') => `owners:\n  - match: { ${match} }\n    ${team}\n`

test('a rule is taken as it is written, wildcards too', () => {
  expect(read(rule('kind: firewall-*, subnet: 10.20.0.0/16'))).toEqual([
    { match: { kind: 'firewall-*', subnet: '10.20.0.0/16' }, team: 'Edge' },
  ])
  expect(read(rule('kind: network, name: PROD-*'))).toHaveLength(1)
})

test('a rule that could never match is refused with its line and what would do', () => {
  expect(read(rule('kind: firewall-rul'))).toBe(
    'owners.yaml, line 2: owners.0.match.kind; one of firewall-rule, nat-rule, dns-record, balancer-member, balancer-virtual, monitor-target, config-literal, document-literal, ipam-entry, cmdb-record, vm, network, or a pattern such as firewall-* was expected.',
  )
  expect(read(rule('subnet: 10.20.0.0/40'))).toContain('owners.0.match.subnet; an address, a CIDR')
  expect(read(rule('device: fw-1', 'taem: Edge'))).toBe(
    'owners.yaml, line 2: owners.0.team; a text was expected.',
  )
})
