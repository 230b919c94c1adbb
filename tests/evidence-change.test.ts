import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discover } from '../src/app/discover.ts'
import { addEvidence, removeEvidenceFile } from '../src/app/evidence.ts'
import { removalOf } from '../src/app/evidence-change.ts'
import { newContext } from './context.ts'

const harbour = join(import.meta.dirname, 'estates/harbour')
const head = 'set deviceconfig system hostname fw-change\n'
const rule = (name: string, address: string) =>
  `set rulebase security rules ${name} destination ${address}\nset rulebase security rules ${name} source any\n`

test('a newer version says what it names anew and no longer; a file taken out says what goes', async () => {
  const { context, close } = await newContext('evidence-change')
  const folder = mkdtempSync(join(tmpdir(), 'causeway-evidence-change-'))
  const add = async (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return (await addEvidence(context, [join(folder, name)])).files[0]
  }
  try {
    await discover(context, [{ kind: 'file', path: join(harbour, 'rvtools.xlsx'), name: 'rvtools.xlsx' }])
    const first = await add('fw.set', head + rule('erp', '10.20.30.41') + rule('old', '192.0.2.9'))
    expect(first?.difference).toBeUndefined()
    const same = await add('fw.set', head + rule('erp', '10.20.30.41') + rule('old', '192.0.2.9'))
    expect([same?.changed, same?.difference]).toEqual([false, undefined])

    // A blank line moves everything down: no difference. One rule went, one came.
    const newer = await add('fw.set', `${head}\n${rule('erp', '10.20.30.41')}${rule('new', '192.0.2.10')}`)
    expect(newer?.difference).toMatchObject({
      replaces: 'fw.set',
      added: 2,
      removed: 2,
      examples: [
        { change: 'added', line: 5, matched: '192.0.2.10' },
        { change: 'added', line: 6, matched: 'any' },
        { change: 'removed', line: 4, matched: '192.0.2.9' },
        { change: 'removed', line: 5, matched: 'any' },
      ],
    })

    // Another name, the same device: it takes the place of the older file.
    const renamed = await add('fw-tuesday.set', `${head}${rule('erp', '10.20.30.41')}`)
    expect(renamed?.difference).toMatchObject({ replaces: 'fw.set', added: 0, removed: 2 })

    expect(await removalOf(context, 'fw-tuesday.set')).toMatchObject({
      file: 'fw-tuesday.set',
      references: 2,
      flows: 0,
      owners: 0,
      vms: 1,
      names: ['erp-db-01'],
    })
    await removeEvidenceFile(context, 'fw-tuesday.set')
    await expect(removalOf(context, 'fw-tuesday.set')).rejects.toMatchObject({ code: 'evidence-unknown' })
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a file of a known last name within another folder is a file of its own; the same place keeps its name', async () => {
  const { context, close } = await newContext('evidence-names')
  const folder = mkdtempSync(join(tmpdir(), 'causeway-evidence-names-'))
  const targets = (address: string) =>
    `scrape_configs:\n  - job_name: shop\n    static_configs:\n      - targets: ['${address}:9100']\n`
  try {
    for (const [place, address] of [
      ['own/monitoring', '192.0.2.11'],
      ['other', '192.0.2.12'],
    ] as const) {
      mkdirSync(join(folder, place), { recursive: true })
      writeFileSync(join(folder, place, 'prometheus.yml'), targets(address))
    }
    const names = async (path: string) =>
      (await addEvidence(context, [join(folder, path)])).files.map(({ file, changed }) => [file, changed])
    expect(await names('own')).toEqual([['monitoring/prometheus.yml', true]])
    expect(await names('other')).toEqual([['prometheus.yml', true]])
    expect(await names('own/monitoring')).toEqual([['monitoring/prometheus.yml', false]])
    expect(await names('own/monitoring/prometheus.yml')).toEqual([['monitoring/prometheus.yml', false]])
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})
