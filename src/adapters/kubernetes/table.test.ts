import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkAgainstTable } from './check-table.ts'
import { deriveTable } from './derive.ts'
import { derived } from './derived-kinds.ts'
import { formatTable } from './format-table.ts'
import { schemaTables } from './kinds.ts'
import { tableToCrd } from './to-crd.ts'
import { treeOf } from './tree.ts'

function tableOf(kind: string) {
  const table = schemaTables().find((each) => each.kind === kind)
  if (!table) throw new Error(`no table ${kind}`)
  return table
}

/** The published definition where a folder of them is named, else the one that our table gives back. */
function definitionOf(file: string): unknown {
  const folder = process.env['CAUSEWAY_SCHEMAS'] ?? ''
  if (folder === '') return tableToCrd(schemaTables().find((table) => table.from === file) ?? tableOf(file))
  const name =
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((each) => each.endsWith(file)) ?? file
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}

test('the committed tables are what the definitions give', () => {
  for (const kind of derived) {
    const fresh = deriveTable(definitionOf(kind.file), { from: kind.file, open: kind.open })
    expect(schemaTables().find((table) => table.from === kind.file)).toEqual(fresh)
  }
})

test('a definition with a construct that no table can hold is refused, not cut', () => {
  const crd = {
    spec: {
      group: 'x.dev',
      scope: 'Namespaced',
      names: { kind: 'X', plural: 'xs' },
      versions: [
        {
          name: 'v1',
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { a: { type: 'object', not: {} } } } },
        },
      ],
    },
  }
  expect(() => deriveTable(crd, { open: [] })).toThrow('not')
})

test('a table file holds one field a line and reads back', () => {
  const table = tableOf('DataVolume')
  expect(JSON.parse(formatTable(table))).toEqual(table)
  expect(formatTable(table).split('\n').length).toBeGreaterThan(table.fields.length)
})

test('what strict validation would refuse is named with its path', () => {
  const object = {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'a' },
    extra: 1,
    spec: {
      runStrategy: 5,
      template: {
        metadata: { anything: true },
        spec: {
          domain: {
            cpu: { cors: 2, cores: 1.5, sockets: 4294967296 },
            memory: { guest: '1 GB' },
            devices: { disks: [{ disk: {} }, { name: 'a', cache: null }], rng: 'yes' },
          },
          volumes: Array.from({ length: 257 }, (_, index) => ({
            name: `v${index}`,
            emptyDisk: { capacity: 1024 },
          })),
          readinessProbe: { tcpSocket: {} },
        },
      },
    },
  }
  expect(checkAgainstTable(object, treeOf(tableOf('VirtualMachine')))).toEqual([
    { path: 'extra', message: 'unknown field' },
    { path: 'spec.runStrategy', message: '5 is not a string' },
    { path: 'spec.template.spec.domain.cpu.cors', message: 'unknown field' },
    { path: 'spec.template.spec.domain.cpu.cores', message: '1.5 is not a whole number' },
    { path: 'spec.template.spec.domain.cpu.sockets', message: '4294967296, expected at most 2147483647' },
    { path: 'spec.template.spec.domain.memory.guest', message: '"1 GB" is not a quantity such as 512Mi' },
    { path: 'spec.template.spec.domain.devices.disks[0].name', message: 'required, but missing' },
    { path: 'spec.template.spec.domain.devices.disks[1].cache', message: 'null is not a string' },
    { path: 'spec.template.spec.domain.devices.rng', message: '"yes" is not a mapping' },
    { path: 'spec.template.spec.volumes', message: '257 items, expected at most 256' },
    { path: 'spec.template.spec.readinessProbe.tcpSocket.port', message: 'required, but missing' },
  ])
  expect(checkAgainstTable({ kind: 'VirtualMachine' }, treeOf(tableOf('VirtualMachine')))).toEqual([
    { path: 'spec', message: 'required, but missing' },
  ])
})

test('enumerations, patterns, keys, lengths and whole-number sizes are checked', () => {
  const tree = treeOf({
    ...tableOf('Namespace'),
    fields: [
      ['list', 'array', { list: 'map', keys: ['k'] }],
      ['list[]', 'object'],
      ['list[].k', 'string', { enum: ['a', 'b'], minLength: 1, maxLength: 1 }],
      ['port', 'integer', { format: 'int32', minimum: 1 }],
      ['ratio', 'string', { pattern: '^[01]$' }],
      ['time', 'string', { format: 'date-time' }],
      ['labels', 'map'],
      ['labels{}', 'string'],
      ['maybe', 'boolean', { nullable: true }],
      ['either', 'int-or-string'],
    ],
  })
  expect(
    checkAgainstTable(
      {
        list: [{ k: 'a' }, { k: 'a' }, { k: 'cc' }],
        port: 0,
        ratio: '2',
        time: 'soon',
        labels: { a: 1 },
        maybe: null,
        either: 80,
      },
      tree,
    ),
  ).toEqual([
    { path: 'list[2].k', message: '"cc" is not one of "a", "b"' },
    { path: 'list[2].k', message: '2 characters, expected at most 1' },
    { path: 'list[1]', message: 'a second item with the key ["a"]' },
    { path: 'port', message: '0, expected at least 1' },
    { path: 'ratio', message: '"2" does not match ^[01]$' },
    { path: 'time', message: '"soon" is not a time' },
    { path: 'labels.a', message: '1 is not a string' },
  ])
  expect(checkAgainstTable({ port: 2 ** 31 }, tree)).toEqual([
    { path: 'port', message: '2147483648, expected at most 2147483647' },
  ])
})
