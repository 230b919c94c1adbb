import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readVrfs } from './vrfs-file.ts'
import { workspaceAt } from './workspace.ts'

test('vrfs.yaml: what is left out is empty, none maps nothing, and a mistake is named with its line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vrfs-'))
  const read = (text: string) => {
    writeFileSync(join(folder, 'vrfs.yaml'), text)
    return readVrfs(workspaceAt(folder))
  }
  try {
    expect(readVrfs(workspaceAt(folder))).toEqual([])
    expect(read('vrfs:\n  - name: blue\n    networks: [PROD-*]\n    vlans: [100]\n')).toEqual([
      { name: 'blue', also: [], networks: ['PROD-*'], vlans: [100], subnets: [] },
    ])
    expect(() => read('vrfs:\n  - name: blue\n    subnets: [nowhere]\n')).toThrow('vrfs.yaml, line 3')
    expect(() => read('vrfs:\n  - name: blue\n    vlan: 7\n')).toThrow('vrfs.yaml, line')
    expect(() => read('vrfs: [\n')).toThrow('vrfs.yaml, line')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
