import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { facts, inFolder, only, readInput } from './reading.fixture.ts'

/** One tab as CSV files of a folder. */
async function readTabs(tabs: Record<string, string>) {
  return inFolder(async (folder) => {
    const path = join(folder, 'export')
    mkdirSync(path)
    for (const [tab, text] of Object.entries(tabs)) writeFileSync(join(path, `RVTools_tab${tab}.csv`), text)
    const [read] = await readInput({ kind: 'folder', path, name: 'export' })
    if (!read) throw new Error('nothing was read')
    return read
  })
}

const created = (read: Awaited<ReturnType<typeof readTabs>>) =>
  read.observations.flatMap((one) => (one.kind === 'vm' ? [one.facts.createdAt?.slice(0, 10)] : []))

test('a date that reads both ways is read as the whole column says, wherever the telling row stands', async () => {
  const column = (...dates: string[]) =>
    readTabs({ vInfo: `VM;Creation date\n${dates.map((date, at) => `vm${at};${date}`).join('\n')}\n` })
  const american = await column('04/08/2026 20:37', '05/09/2026 20:37', '08/31/2026 20:37')
  expect(created(american)).toEqual(['2026-04-08', '2026-05-09', '2026-08-31'])
  expect(american.report.decided).toEqual([
    'vInfo column Creation date: 2 dates such as 04/08/2026 20:37 can be read two ways; read month first, as 1 other of the column must be',
  ])
  expect(created(await column('04/08/2026 20:37', '31/08/2026 20:37'))).toEqual(['2026-08-04', '2026-08-31'])
  const open = await column('04/08/2026 20:37')
  expect(created(open)).toEqual(['2026-08-04'])
  expect(open.report.decided?.[0]).toContain('read day first, which no value of the export proves')
  // Australia writes the day first and AM or PM.
  expect(created(await column('04/08/2026 8:37 PM', '31/08/2026 8:37 AM'))).toEqual([
    '2026-08-04',
    '2026-08-31',
  ])
  expect(created(await column('4/8/2026 8:37 PM'))).toEqual(['2026-04-08'])
  expect(created(await column('04.08.2026 20:37', '05/09/2026 20:37'))).toEqual(['2026-08-04', '2026-09-05'])
  expect((await column('04.08.2026 20:37', '04/04/2026 1:00')).report.decided).toEqual([])
})

test('another column decides when the column itself cannot', async () => {
  const read = await readTabs({
    vInfo: 'VM;Creation date\na;04/08/2026 20:37\n',
    vSnapshot: 'VM;Name;Date / time\na;s;08/31/2026 20:37\n',
  })
  expect(created(read)).toEqual(['2026-04-08'])
  expect(read.report.decided?.[0]).toContain('read month first, as 1 other of the export must be')
})

test('a number that reads both ways is read as the whole column says', async () => {
  const sizes = async (...values: string[]) => {
    const rows = values.map((value, at) => `a;s${at};${value}`).join('\n')
    const read = await readTabs({ vSnapshot: `VM;Name;Size MiB (total)\n${rows}\n` })
    return [
      facts(read, 'vm').map((vm) => ('snapshots' in vm ? vm.snapshots?.map((one) => one.sizeMib) : [])),
      read.report.decided,
    ]
  }
  expect(await sizes('1.234', '12,5')).toEqual([
    [[1234, 12.5]],
    [
      'vSnapshot column Size MiB (total): 1 number such as 1.234 can be read two ways; the comma begins the fraction, as in 1 other of the column',
    ],
  ])
  expect((await sizes('1,234', '12.5'))[0]).toEqual([[1234, 12.5]])
  expect((await sizes('1,234', '0,5'))[0]).toEqual([[1.234, 0.5]])
  expect((await sizes('1,234'))[1]).toEqual([
    'vSnapshot column Size MiB (total): 1 number such as 1,234 can be read two ways; the sign begins the fraction, which no value of the export proves',
  ])
  const whole = await readTabs({
    vMemory: 'VM;Size MiB\na;8.192\nb;16.384\n',
    vSnapshot: 'VM;Size MiB (total)\na;1.5\n',
  })
  expect(facts(whole, 'vm').map((vm) => ('memoryMib' in vm ? vm.memoryMib : 0))).toEqual([8192, 16384])
})

test('yes and no of other languages are read, and said', async () => {
  const read = await only({
    vInfo: [
      ['VM', 'Template', 'CBT', 'EnableUUID'],
      ['a', 'FALSCH', 'tak', 'true'],
      ['b', 'WAHR', 'nie', 'No'],
    ],
  })
  expect(facts(read, 'vm')).toEqual([
    { name: 'a', template: false, changeTracking: true, diskUuidEnabled: true },
    { name: 'b', template: true, changeTracking: false, diskUuidEnabled: false },
  ])
  expect(read.report.decided).toEqual([
    'vInfo column Template: falsch, wahr read as yes and no',
    'vInfo column CBT: tak, nie read as yes and no',
  ])
})
