import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { evidenceAdded } from '../../src/contract/evidence.ts'
import { reportResult } from '../../src/contract/report.ts'
import { type TraceResult, traceResult } from '../../src/contract/trace.ts'
import { causeway, json } from '../causeway.ts'
import { api, canaries, demoWorkspace, harbour, type Server, serve } from './harbour.ts'

const expectedFile = z.object({
  vm: z.string(),
  addresses: z.array(z.string()),
  owner: z.string(),
  teams: z.array(z.string()),
  references: z.array(z.record(z.string(), z.unknown())),
  flows: z.object({
    in: z.array(z.record(z.string(), z.unknown())),
    out: z.array(z.record(z.string(), z.unknown())),
  }),
})
const expected = expectedFile.parse(
  JSON.parse(readFileSync(join(harbour, 'erp-db-01.expected.json'), 'utf8')),
)

let folder: string
let server: Server
let traced: TraceResult

beforeAll(async () => {
  folder = await demoWorkspace('blast-radius')
  server = await serve(folder)
  traced = traceResult.parse(await json(['trace', 'erp-db-01'], folder))
}, 240_000)

afterAll(async () => {
  await server.stop()
})

/** Only the keys that the hand-written file states, so that the two can be compared whole. */
function only(rows: readonly object[], stated: readonly object[]): readonly string[] {
  const keys = new Set(stated.flatMap((row) => Object.keys(row)))
  return rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row)
          .filter(([key]) => keys.has(key))
          .sort(),
      ),
    )
    .sort()
}

test('trace --json of erp-db-01 is what the file written by hand states, no line more and none less', () => {
  expect({ ...traced, references: [], flows: [] }).toMatchObject({
    vm: expected.vm,
    addresses: expected.addresses,
    owner: expected.owner,
    teams: expected.teams,
  })
  expect(only(traced.references, expected.references)).toEqual(only(expected.references, expected.references))
  expect(only(traced.flows.in, expected.flows.in)).toEqual(only(expected.flows.in, expected.flows.in))
  expect(only(traced.flows.out, expected.flows.out)).toEqual(only(expected.flows.out, expected.flows.out))
})

test('both sides of the choice are counted from the same change requests', () => {
  const sides = Object.values(traced.modes).map(({ changeRequests, teams, hours, days }) => ({
    teams: teams - new Set(changeRequests.map(({ team }) => team)).size,
    hours: Math.round((hours - changeRequests.reduce((sum, one) => sum + one.hours, 0)) * 10) / 10,
    days: days - Math.max(...changeRequests.map(({ leadDays }) => leadDays)),
  }))
  expect(sides).toEqual([
    { teams: 0, hours: 0, days: 0 },
    { teams: 0, hours: 0, days: 0 },
  ])
  expect([
    traced.modes['keep-ip'].changeRequests.length,
    traced.modes['re-ip'].changeRequests.length,
  ]).toEqual([3, 9])
})

test('the API answers the same trace, by id and by name', async () => {
  for (const name of [traced.id, 'erp-db-01'])
    expect(JSON.parse(await api(server, `/vms/${name}/trace`))).toEqual(traced)
})

test('the page for the owner names the same places, teams, peers and costs', async () => {
  const out = join(folder, 'pages')
  const { files } = reportResult.parse(await json(['report', 'erp-db-01', '--out', out], folder))
  const html = readFileSync(files[0]?.file ?? '', 'utf8')
  const text = html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#34;', '"')
    .replace(/\s+/g, ' ')
  const places = text.slice(text.indexOf('Who names its address'), text.indexOf('Keep the address, or'))
  expect(
    places
      .match(/ \S+\/\S+:\d+ /g)
      ?.map((place) => place.trim())
      .sort(),
  ).toEqual(expected.references.map(({ file, line }) => `${String(file)}:${String(line)}`).sort())
  for (const { text: line } of traced.references) expect(places).toContain(line.replace(/\s+/g, ' ').trim())
  for (const team of expected.teams) expect(places).toContain(team)
  for (const { peer } of [...traced.flows.in, ...traced.flows.out]) expect(text).toContain(peer)
  expect(text).toContain('It is named in 18 places that 5 teams own.')
  for (const { changeRequests, teams, artefacts, hours, days } of Object.values(traced.modes))
    expect(text).toContain(
      `${changeRequests.length} change requests ${teams} teams, ${artefacts} artefacts touched, ${Math.round(hours * 10) / 10} hours of work, ${days} calendar days`,
    )
  expect(html.match(/\b(?:src|href)\s*=\s*["']?(?:https?:)?\/\//g)).toBeNull()
})

test('evidence read again changes nothing; what was not understood is counted, secrets are masked and counted', async () => {
  const { files } = evidenceAdded.parse(await json(['evidence', 'add', join(harbour, 'evidence')], folder))
  expect(files.filter(({ changed }) => changed)).toEqual([])
  expect(
    files
      .filter(({ statements, understood, unknown }) => {
        const counted = unknown.reduce((sum, one) => sum + one.count, 0)
        return statements < understood || statements > understood !== counted > 0
      })
      .map(({ file, statements, understood, unknown }) => [file, statements, understood, unknown.length]),
  ).toEqual([
    // Understood, but for something that is not carried: it is noted.
    ['balancer/lb-int-01/haproxy.cfg', 63, 63, 1],
    ['cmdb/cmdb_ci.csv', 107, 107, 1],
    ['firewall/fw-core-01.set', 155, 155, 1],
    ['firewall/gw-dock-01.iptables', 33, 33, 1],
  ])
  expect(files.reduce((sum, { masked }) => sum + masked, 0)).toBeGreaterThan(canaries().length / 2)
  const text = JSON.stringify(files)
  expect(canaries().filter((canary) => text.includes(canary))).toEqual([])
  expect(traceResult.parse(await json(['trace', 'erp-db-01'], folder))).toEqual(traced)
}, 180_000)

test('the words for the terminal name every place with file and line, and nobody unknown', async () => {
  const { code, stdout } = await causeway(['trace', 'erp-db-01'], folder)
  expect(code).toBe(0)
  for (const { file, line } of expected.references)
    expect(stdout).toContain(`${String(file)}:${String(line)}`)
  const unknown = await causeway(['trace', 'erp-db-99'], folder)
  expect([unknown.code, unknown.stdout]).toEqual([2, ''])
  expect(unknown.stderr).toContain('names that begin alike: erp-db-01, erp-db-02, ')
})
