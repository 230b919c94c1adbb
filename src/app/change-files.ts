import { readdirSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ChangeDocument, ChangesQuery, ChangesWritten } from '../contract/trace-scope.ts'
import { type CsvValue, writeCsv } from '../formats/csv/write.ts'
import { writeZip } from '../formats/zip/write.ts'
import { problem } from '../model/problems/index.ts'
import { changeMarkdown } from './change-markdown.ts'
import { changeRequests } from './change-requests.ts'
import type { AppContext } from './context.ts'
import { outFolder } from './out-folder.ts'

/**
 * Writes one archive for each team: its change requests as Markdown and CSV, and in the shapes that ServiceNow and Jira
 * import. The same estate gives the same bytes.
 */
export async function writeChanges(
  context: AppContext,
  query: ChangesQuery,
  out: string,
): Promise<ChangesWritten> {
  const found = await changeRequests(context, query)
  const { scope, mode, total, hours, requests } = found
  const known = found.teams.map(({ team }) => team)
  if (query.team !== undefined && !known.includes(query.team))
    throw problem('trace-team-unknown', { team: query.team, teams: known })
  outFolder(out)
  const teams = new Map<string, ChangeDocument[]>()
  for (const request of requests) {
    const own = teams.get(request.team)
    if (own) own.push(request)
    else teams.set(request.team, [request])
  }
  const taken = new Set<string>()
  const files: ChangesWritten['files'] = []
  for (const [team, own] of [...teams].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = join(out, `${freeName(team, taken)}.zip`)
    const data = teamArchive(team, own)
    const beside = `${file}.new`
    writeFileSync(beside, data)
    renameSync(beside, file)
    files.push({ team, file, requests: own.length, bytes: data.length })
  }
  const written = new Set(files.map(({ file }) => basename(file)))
  const others = readdirSync(out)
    .filter((name) => name.endsWith('.zip') && !written.has(name))
    .sort()
  return { scope, mode, total, hours, files, others }
}

/** The archive of one team; stored, not deflated, so that the bytes are the same with every zlib. */
export function teamArchive(team: string, requests: readonly ChangeDocument[]): Uint8Array {
  const text = new TextEncoder()
  const entry = (name: string, data: string) => ({
    name,
    data: text.encode(data),
    method: 'store' as const,
  })
  return writeZip([
    entry('changes.md', changeMarkdown(team, requests)),
    entry('changes.csv', changesCsv(requests)),
    entry('artefacts.csv', artefactsCsv(requests)),
    entry('servicenow.csv', serviceNowCsv(requests)),
    entry('jira.csv', jiraCsv(requests)),
  ])
}

function changesCsv(requests: readonly ChangeDocument[]): string {
  const head = [
    'Number',
    'Team',
    'Title',
    'Type',
    'Requester',
    'Justification',
    'Action',
    'Device',
    'Source',
    'Destination',
    'Protocol',
    'Port',
    'Window',
    'Expiry',
    'Risk',
    'Test',
    'Rollback',
    'Lead time (days)',
    'Hours',
    'VMs',
    'Artefacts',
  ]
  return writeCsv([
    head,
    ...requests.map((one): CsvValue[] => [
      one.id,
      one.team,
      one.title,
      one.type,
      one.requester,
      one.justification,
      one.action,
      one.device,
      one.source,
      one.destination,
      one.protocol,
      one.port,
      one.window,
      one.expiry,
      one.risk,
      one.test,
      one.rollback,
      one.leadDays,
      one.hours,
      one.vms.join('; '),
      places(one),
    ]),
  ])
}

function artefactsCsv(requests: readonly ChangeDocument[]): string {
  return writeCsv([
    [
      'Number',
      'Kind',
      'Device',
      'Name',
      'File',
      'Line',
      'Names',
      'Strength',
      'Role',
      'Service',
      'VMs',
      'Text',
    ],
    ...requests.flatMap((one) =>
      one.artefacts.map((found): CsvValue[] => [
        one.id,
        found.kind,
        found.device,
        found.name ?? '',
        found.file,
        found.line,
        found.matched,
        found.strength,
        found.role,
        found.service ?? '',
        found.vms.join('; '),
        found.text,
      ]),
    ),
  ])
}

/** Columns are fields of `change_request`; the number goes to `correlation_id`, so that a second import changes, not adds. */
function serviceNowCsv(requests: readonly ChangeDocument[]): string {
  return writeCsv([
    [
      'correlation_id',
      'type',
      'category',
      'short_description',
      'description',
      'justification',
      'assignment_group',
      'requested_by',
      'risk_impact_analysis',
      'implementation_plan',
      'test_plan',
      'backout_plan',
      'start_date',
      'end_date',
    ],
    ...requests.map((one): CsvValue[] => [
      one.id,
      'normal',
      'Network',
      noCode(one.title),
      noCode(body(one)),
      noCode(one.justification),
      one.team,
      one.requester,
      noCode(one.risk),
      noCode(one.action),
      one.test,
      one.rollback,
      serviceNowTime(one.begins),
      serviceNowTime(one.ends),
    ]),
  ])
}

function jiraCsv(requests: readonly ChangeDocument[]): string {
  return writeCsv([
    ['Summary', 'Issue Type', 'Description', 'Component', 'Labels', 'Due Date', 'External Issue ID'],
    ...requests.map((one): CsvValue[] => [
      jiraText(one.title).slice(0, 250),
      'Task',
      jiraText(body(one)),
      one.team,
      'migration',
      one.begins?.slice(0, 10) ?? '',
      one.id,
    ]),
  ])
}

function body(one: ChangeDocument): string {
  return [
    `Requester: ${one.requester}`,
    `Justification: ${one.justification}`,
    `Action: ${one.action}`,
    `Device: ${one.device}`,
    `Source: ${one.source}`,
    `Destination: ${one.destination}`,
    `Protocol: ${one.protocol}`,
    `Port: ${one.port}`,
    `Window: ${one.window}`,
    `Expiry: ${one.expiry}`,
    `Risk: ${one.risk}`,
    `Test: ${one.test}`,
    `Rollback: ${one.rollback}`,
    `Artefacts: ${places(one)}`,
  ]
    .map((line) => line.replace(/\s+/g, ' '))
    .join('\n')
}

function places({ artefacts }: ChangeDocument): string {
  return artefacts.map(({ file, line }) => `${file}:${line}`).join('; ')
}

/** A time as ServiceNow imports it: UTC, without `T` and offset. */
function serviceNowTime(iso: string | undefined): string {
  return iso === undefined ? '' : new Date(iso).toISOString().slice(0, 19).replace('T', ' ')
}

/** ServiceNow shows what stands between `[code]` marks as HTML. */
function noCode(text: string): string {
  return text.replace(/\[(?=\s*(?:\/\s*)?code)/gi, '( ')
}

/** Jira's wiki marks lose their meaning: macros, links, mentions, tables, images. */
function jiraText(text: string): string {
  return text.replace(/[\\{}[\]|*_^~!+?@]/g, String.raw`\$&`)
}

/** A team as a file name; two teams whose plain names are the same get numbers. */
function freeName(team: string, taken: Set<string>): string {
  const plain = team
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  const first = plain === '' ? 'team' : plain
  let name = first
  for (let number = 2; taken.has(name); number++) name = `${first}-${number}`
  taken.add(name)
  return name
}
