import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeChanges } from '../../src/app/change-files.ts'
import { changeRequests } from '../../src/app/change-requests.ts'
import type { AppContext } from '../../src/app/context.ts'
import { makePlan } from '../../src/app/plan.ts'
import { traceScope } from '../../src/app/trace-scope.ts'
import { changesResult } from '../../src/contract/trace-scope.ts'
import { canaries } from './harbour.ts'
import { harbourContext } from './trace-context.ts'

let context: AppContext
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await harbourContext('changes')
  context = opened.context
  close = () => opened.close()
  await makePlan(context)
})

afterAll(() => close())

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'causeway-changes-'))
}

/** Stored entries stand in the archive as they are. */
function archives(out: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(out)
      .sort()
      .map((name) => [name, readFileSync(join(out, name)).toString('utf8')]),
  )
}

test('documents say what the scope counts, each with every field and its artefacts with file and line', async () => {
  const query = { application: 'ERP', mode: 're-ip' } as const
  const { requests, total, hours } = changesResult.parse(await changeRequests(context, query))
  const { modes } = await traceScope(context, query)
  expect(total).toBe(modes['re-ip'].changeRequests.length)
  expect(hours).toBeCloseTo(modes['re-ip'].hours, 1)
  for (const { artefacts, leadDays, hours: own, ...words } of requests) {
    expect(Object.values(words).filter((value) => value?.length === 0)).toEqual([])
    expect(leadDays + own).toBeGreaterThan(0)
    for (const { file, line } of artefacts) expect(`${file}:${line}`).toMatch(/^\S.*:\d+$/)
  }
  const rule = requests.find(({ artefacts }) => artefacts.some(({ kind }) => kind === 'firewall-rule'))
  expect(rule?.destination).toContain('-> new address, to be assigned')
  expect(rule?.window).toMatch(
    /^wave-\d+: 20\S+ \d\d:\d\d [+]\d\d:\d\d to 20\S+ \d\d:\d\d [+]\d\d:\d\d; to be asked for by 20\d\d-\d\d-\d\d \(7 days of lead time\)$/,
  )
  expect(rule?.begins?.slice(0, 16).replace('T', ' ')).toBe(rule?.window.slice(9, 25))
  const kept = await changeRequests(context, { application: 'ERP', mode: 'keep-ip' })
  const carried = kept.requests.find(({ device }) => device === 'QS-ERP-DB-30')
  expect([carried?.expiry, carried?.artefacts]).toEqual(['permanent.', []])
})

test('one archive for each team with five files; written twice it has the same bytes; no secret is in it', async () => {
  const [first, second] = [folder(), folder()]
  const { files } = await writeChanges(context, { mode: 're-ip' }, first)
  await writeChanges(context, { mode: 're-ip' }, second)
  expect(archives(second)).toEqual(archives(first))
  expect(readdirSync(first).sort()).toEqual(files.map(({ file }) => file.slice(first.length + 1)).sort())
  const all = [...archives(first).values()]
  for (const text of all)
    for (const name of ['changes.md', 'changes.csv', 'artefacts.csv', 'servicenow.csv', 'jira.csv'])
      expect(text).toContain(name)
  // ServiceNow imports times in UTC, without T and offset.
  const time = String.raw`20\d\d-\d\d-\d\d \d\d:\d\d:00`
  expect(all.some((text) => new RegExp(`,${time},${time}\r?\n`).test(text))).toBe(true)
  expect(canaries().filter((canary) => all.some((text) => text.includes(canary)))).toEqual([])
})

test('a team with a hostile name stays text in every format', async () => {
  const name = '=HYPERLINK("http://x.example")<b>|[~admin] {html}[code]'
  writeFileSync(
    context.workspace.ownersFile,
    `owners:\n  - match: { kind: firewall-rule }\n    team: '${name}'\n  - match: { kind: nat-rule }\n    team: "../../=1+1"\n`,
  )
  const out = folder()
  const { files } = await writeChanges(context, { vm: 'erp-db-01', mode: 're-ip' }, out)
  for (const { file } of files) expect(file.slice(out.length + 1)).toMatch(/^[a-z0-9-]+\.zip$/)
  const text = [...archives(out).values()].find((one) => one.includes('HYPERLINK')) ?? ''
  const between = (from: string, to: string): string =>
    text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)))
  const markdown = between('# Change requests', 'changes.csv')
  expect(markdown).not.toMatch(/<b>|\[~admin\]|http:\/\//)
  expect(text).not.toMatch(/(?:^|[,\n])"?=HYPERLINK/)
  expect(text).toContain(`"'=HYPERLINK(""http://x.example"")`)
})

test('one team only, and a page of them', async () => {
  const all = await changeRequests(context, { mode: 're-ip' })
  const [team] = all.teams
  const own = await changeRequests(context, { mode: 're-ip', team: team?.team ?? '', limit: 1 })
  expect([own.total, own.requests.length]).toEqual([team?.requests, 1])
})

test('a team that gets no request is named with those that do; archives of another run are said', async () => {
  const out = folder()
  const query = { application: 'ERP', mode: 're-ip' } as const
  await expect(writeChanges(context, { ...query, team: 'Nobody' }, out)).rejects.toMatchObject({
    code: 'trace-team-unknown',
  })
  expect(readdirSync(out)).toEqual([])
  const { files, others } = await writeChanges(context, query, out)
  expect([files.length > 1, others]).toEqual([true, []])
  const [first, ...rest] = files
  const again = await writeChanges(context, { ...query, team: first?.team ?? '' }, out)
  expect(again.others.length).toBe(rest.length)
})
