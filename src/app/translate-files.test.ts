import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { estate } from '../stages/translate/estate.test-data.ts'
import { proposeDecisions, readDecisions } from './translate-files.ts'
import { type Workspace, workspaceAt } from './workspace.ts'

let folder = ''
let workspace: Workspace

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-decisions-'))
  workspace = workspaceAt(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const mappingsText = () => readFileSync(workspace.mappingsFile, 'utf8')

test('both files are written with comments, proposals and used-by counts, once', () => {
  expect(proposeDecisions(workspace, estate)).toEqual(['target.yaml', 'mappings.yaml'])
  expect(mappingsText()).toContain(
    'networks:\n  # used by 1 machine; no source describes it\n  Legacy: legacy\n',
  )
  expect(mappingsText()).toContain(
    '  # used by 1 machine; VLAN not known, switch dvs-prod, overlay: no VLAN exists\n  Overlay: null\n',
  )
  expect(mappingsText()).toContain('# Folder: namespace.')
  expect(readFileSync(workspace.targetFile, 'utf8')).toContain(
    '    # used by 5 machines\n    dvs-prod: br-dvs-prod\n',
  )
  expect(proposeDecisions(workspace, estate)).toEqual([])
  const { target, mappings, where } = readDecisions(workspace, undefined)
  expect(mappings.folders).toEqual({
    'Apps/ERP': 'apps-erp',
    'Apps/ERP/Windows': 'apps-erp-windows',
    SQL: 'sql',
    Unmapped: 'unmapped',
  })
  expect([target.kubevirt, target.network.bridges['vSwitch0'], target.storage.classes['vm-file']]).toEqual([
    '1.9',
    'br-vswitch0',
    { access: 'ReadWriteMany', mode: 'Filesystem', overhead: 0.06 },
  ])
  const line = Number(/line (\d+)$/.exec(where.mappings(['networks', 'Overlay']))?.[1])
  expect(mappingsText().split('\n')[line - 1]).toBe('  Overlay: null')
})

test('a decision by hand stays, and a new source adds its lines below', () => {
  writeFileSync(workspace.mappingsFile, '# ours\nnetworks:\n  Legacy: pod # Nina said so\n')
  proposeDecisions(workspace, { ...estate, vms: estate.vms.filter(({ id }) => id === 'vm-old') })
  expect(mappingsText()).toBe(`# ours
networks:
  # used by 1 machine; no source describes it
  Legacy: pod # Nina said so
  # used by 1 machine; VLAN not known, switch dvs-prod, overlay: no VLAN exists
  Overlay: null
folders:
  # used by 1 machine
  SQL: sql
`)
})

test('a mistake is named with file, line and column', () => {
  writeFileSync(workspace.mappingsFile, 'folders:\n  SQL: Not A Namespace\n')
  expect(() => readDecisions(workspace, undefined)).toThrow(
    'mappings.yaml cannot be read: line 2, column 8: folders → SQL: expected a namespace',
  )
  writeFileSync(workspace.mappingsFile, 'folders:\n  SQL: [\n')
  expect(() => readDecisions(workspace, undefined)).toThrow('mappings.yaml cannot be read: line 3, column 1')
  writeFileSync(workspace.mappingsFile, '')
  writeFileSync(
    workspace.targetFile,
    'kubevirt: 1.9\nrepository: { url: https://u:p@git.example/x }\nnetwork: {}\nstorage: {}\n',
  )
  expect(() => readDecisions(workspace, undefined)).toThrow(
    'target.yaml cannot be read: line 1, column 11: kubevirt',
  )
})

test('a profile is a file of its own', () => {
  expect(() => readDecisions(workspace, 'edge')).toThrow(
    'There is no profile edge: target.edge.yaml is missing.',
  )
  expect(() => readDecisions(workspace, '../etc')).toThrow('There is no profile')
  proposeDecisions(workspace, estate)
  writeFileSync(
    join(folder, 'target.edge.yaml'),
    readFileSync(workspace.targetFile, 'utf8').replace('"1.9"', '"1.6"'),
  )
  expect(readDecisions(workspace, 'edge').target.kubevirt).toBe('1.6')
})
