import { expect, test } from 'vitest'
import { findEvidence } from './evidence-find.ts'

const rows = [
  { id: 'a1', name: 'firewall/fw-core-01.set' },
  { id: 'b2', name: 'site-a/hosts' },
  { id: 'c3', name: 'site-b/hosts' },
  { id: 'd4', name: 'hosts.cfg' },
  { id: 'e5', name: 'nagios/hosts.cfg' },
]

test('a file is found by id, by name, by the end of its name, and by the path that was typed to add it', () => {
  const found = (wanted: string) => findEvidence(rows, wanted).id
  expect(found('b2')).toBe('b2')
  expect(found('hosts.cfg')).toBe('d4')
  expect(found('./hosts.cfg')).toBe('d4')
  expect(found('fw-core-01.set')).toBe('a1')
  expect(found('site-a/hosts')).toBe('b2')
  expect(found('evidence/firewall/fw-core-01.set')).toBe('a1')
  expect(found('/srv/export/nagios/hosts.cfg')).toBe('e5')
})

test('an end that two names have is refused with both ids, and a part of a word is no end', () => {
  expect(() => findEvidence(rows, 'hosts')).toThrow('hosts is the name of several files of evidence')
  expect(() => findEvidence(rows, 'core-01.set')).toThrow('no evidence with the id or file name core-01.set')
})
