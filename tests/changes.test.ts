import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changesAfter } from '../src/app/changes.ts'
import { addEvidence, removeEvidenceFile } from '../src/app/evidence.ts'
import { newContext } from './context.ts'

test('listeners hear of evidence that came and of evidence that went', async () => {
  const { context, close } = await newContext('changes')
  try {
    const folder = join(context.workspace.folder, 'rules')
    mkdirSync(folder)
    writeFileSync(
      join(folder, 'night.rules'),
      '*filter\n:INPUT DROP [0:0]\n-A INPUT -s 10.20.30.41/32 -j ACCEPT\nCOMMIT\n',
    )
    writeFileSync(
      join(folder, 'day.rules'),
      '*filter\n:INPUT DROP [0:0]\n-A INPUT -s 10.20.30.42/32 -j ACCEPT\nCOMMIT\n',
    )
    let mark = 0
    const heard = async () => {
      const [change] = await changesAfter(context, mark)
      mark = change?.id ?? mark
      return change !== undefined
    }
    await heard()
    expect(await heard()).toBe(false)
    const { files } = await addEvidence(context, [folder])
    expect(await heard()).toBe(true)
    for (const { id } of files) {
      await removeEvidenceFile(context, id)
      expect(await heard()).toBe(true)
    }
    expect(await heard()).toBe(false)
  } finally {
    await close()
  }
})
