import { expect, test } from 'vitest'
import { FormatError } from '../../lib/format-error.ts'
import { editYaml, readYaml } from './index.ts'
import { processorMs } from '../../../tests/process-time.ts'

test('a value is read and every part of it can be located', () => {
  const read = readYaml('networks:\n  # used by 3 VMs\n  "VLAN 110":\n    bridge: br1\n', 'mappings.yaml')
  expect(read.value).toEqual({ networks: { 'VLAN 110': { bridge: 'br1' } } })
  expect(read.locate(['networks', 'VLAN 110', 'bridge'])).toEqual({ line: 4, column: 13 })
  expect(read.locate(['networks', 'gone'])).toEqual({ line: 3, column: 3 })
  expect(read.locate(['gone'])).toEqual({ line: 1, column: 1 })
})

test.each([
  ['an unclosed bracket', 'a: [1,\nb: 2', /line 2/],
  ['a repeated key', 'a: 1\nb: 2\na: 3\n', /unique.*line 3/],
  ['a tab as indent', 'a:\n\tb: 1\n', /line 2/],
  ['a tag', 'a: !secret x\n', /tag.*line 1/],
  [
    'an alias bomb',
    `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(10)}]\nc: &c [${'*b,'.repeat(10)}]\nd: [${'*c,'.repeat(10)}]\n`,
    /aliases/,
  ],
  ['brackets inside each other', '['.repeat(999_999), /more than 64 levels/],
  ['dashes inside each other', '- '.repeat(499_999), /more than 64 levels/],
  ['a megabyte and more', 'a'.repeat(1_000_001), /1000001 characters/],
] as const)('%s is refused with its place', (_, text, message) => {
  expect(() => readYaml(text, 'x.yaml')).toThrow(FormatError)
  expect(() => readYaml(text, 'x.yaml')).toThrow(message)
})

test('a key named __proto__ stays data', () => {
  const { value } = readYaml('__proto__: {polluted: true}\n', 'x.yaml')
  expect(Object.keys(Object(value))).toEqual(['__proto__'])
  expect({}).not.toHaveProperty('polluted')
})

const mine = `# our decisions
networks:
  # used by 3 VMs
  # ask Nina first
  VLAN110: { bridge: br-app } # agreed on Monday
  # used by 1 VM
  old: ~
storage:
`

test('an edit keeps what a person wrote, fills what is empty and renews its own comment', () => {
  const edited = editYaml(mine, 'mappings.yaml', [
    {
      path: ['networks', 'VLAN110'],
      propose: { bridge: 'other' },
      note: { opening: 'used by', text: 'used by 5 VMs' },
    },
    {
      path: ['networks', 'old'],
      propose: { bridge: 'br-old' },
      note: { opening: 'used by', text: 'used by 1 VM' },
    },
    {
      path: ['networks', 'on'],
      propose: { bridge: 'br1' },
      note: { opening: 'used by', text: 'used by 2\nVMs' },
    },
    { path: ['storage', 'ds 1'], propose: 'ceph' },
  ])
  expect(edited).toBe(`# our decisions
networks:
  # used by 5 VMs
  # ask Nina first
  VLAN110: { bridge: br-app } # agreed on Monday
  # used by 1 VM
  old:
    bridge: br-old
  # used by 2 VMs
  "on":
    bridge: br1
storage:
  ds 1: ceph
`)
  expect(editYaml(edited, 'mappings.yaml', [{ path: ['networks', 'VLAN110'], propose: 'x' }])).toBe(edited)
  expect(editYaml(edited, 'mappings.yaml', [{ path: ['storage', 'ds 1'], set: 'nfs' }])).toContain(
    'ds 1: nfs',
  )
})

test.each(['}', ']', '}\n', '[', '- '])('a megabyte of %j is refused at its first mistake', (sign) => {
  const started = processorMs()
  const limits = { characters: 2_000_000, depth: 40, aliases: 10 }
  expect(() => readYaml(`hosts:\n${sign.repeat(1_000_000 / sign.length)}`, 'hosts.yaml', limits)).toThrow(
    /Unexpected flow-(?:map|seq)-end|more than 40 levels/,
  )
  // A fraction of a second; a mistake made of each sign takes a quarter of a minute.
  expect(processorMs() - started).toBeLessThan(5000)
})

test('a mistake behind the first document, and a second document, are told at their lines', () => {
  expect(() => readYaml('a: 1\n---\nb: 2\n', 'a.yaml')).toThrow(/multiple documents.* line 2/)
  expect(() => readYaml('a: 1\n}\n', 'a.yaml')).toThrow(/Unexpected flow-map-end.* line 2/)
})
