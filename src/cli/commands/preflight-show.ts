import type {
  PreflightPrivilege,
  PreflightResult,
  PreflightRole,
  PreflightStage,
  PreflightStageName,
} from '../../contract/preflight.ts'
import { inert } from '../../lib/inert.ts'
import { count, type Style, table } from '../terminal.ts'

/** Objects named where a privilege is missing; all that are known stand in the JSON. */
const mostShown = 3

/** `causeway preflight` for people: the server, a table for each stage, and the role of one of them. */
export function showPreflight(result: PreflightResult, role: PreflightStageName, style: Style): string {
  return [
    ...serverLines(result, style),
    ...result.stages.flatMap((stage) => ['', ...stageLines(stage, style)]),
    '',
    ...roleLines(result, role, style),
  ].join('\n')
}

function serverLines(result: PreflightResult, style: Style): string[] {
  const { about, clock, certificate, sessions, tags, access } = result
  const line = (title: string, text: string, trouble = false): string =>
    `  ${style.dim(title.padEnd(12))}${trouble ? style.yellow(inert(text)) : inert(text)}`
  const kind = about.apiType === 'HostAgent' ? 'ESXi host' : 'vCenter'
  const lines = [
    `${style.bold(inert(result.host))}  ${inert(about.product ?? kind)}, API ${inert(about.apiVersion ?? 'unknown')}`,
    line('user', `${result.user}${result.proxy === undefined ? '' : `, through the proxy ${result.proxy}`}`),
    line('clock', clockWords(clock), clock.state !== 'fine'),
    ...clock.breaks.map((text) => line('', text, true)),
  ]
  if (certificate === undefined) lines.push(line('certificate', 'none: plain http to this machine'))
  else {
    const until = `until ${certificate.validTo.slice(0, 10)} (${count(certificate.daysLeft, 'day')})`
    const names = certificate.names.length > 0 ? certificate.names.join(', ') : certificate.subject
    lines.push(line('certificate', `${certificate.trust}, ${until}, for ${names}`))
    lines.push(line('', `SHA-256 ${certificate.fingerprint}`))
    lines.push(...certificate.warnings.map((text) => line('', text, true)))
  }
  const older = result.gates.filter(({ has }) => !has)
  lines.push(...older.map((gate) => line('version', `before ${gate.since}: ${gate.otherwise}`)))
  const open =
    sessions.open === undefined
      ? []
      : [`${count(sessions.open, 'session')} open, ${sessions.own ?? 0} of this user`]
  lines.push(...[...open, ...sessions.notes].map((text, at) => line(at === 0 ? 'sessions' : '', text)))
  lines.push(
    line(
      'tags',
      tags.note ??
        `${count(tags.tags ?? 0, 'tag')} in ${count(tags.categories ?? 0, 'category', 'categories')}`,
      tags.note !== undefined,
    ),
  )
  const notes = access.notes.length === 0 ? '' : `; ${access.notes.join('; ')}`
  lines.push(
    line('access', `${count(access.roles, 'role')}, ${count(access.permissions, 'permission')} seen${notes}`),
  )
  lines.push(line('checked', checkedWords(result)))
  if (result.askedWith !== undefined) lines.push(line('', `asked with ${result.askedWith}`))
  return [...lines, ...result.notes.map((text) => line('', text))]
}

function clockWords({ aheadSeconds, withinSeconds, state }: PreflightResult['clock']): string {
  const off = `${Math.abs(aheadSeconds).toFixed(1)} s ${aheadSeconds < 0 ? 'behind' : 'ahead of'} this machine`
  const known = `(known to ${withinSeconds.toFixed(2)} s)`
  return state === 'fine' ? `as this machine's ${known}` : `${off} ${known}; set one of them by NTP`
}

function checkedWords({ checked, askedWith }: PreflightResult): string {
  const parts = checked.map(({ kind, there, asked }) => {
    if (kind === 'root') return 'the root folder'
    const words = kind.replaceAll('-', ' ')
    const all = count(there, kind === 'vm' ? 'VM' : words)
    return asked === there ? all : `${asked.toLocaleString('en')} of ${all}`
  })
  return askedWith === undefined ? 'nothing' : parts.join(', ')
}

function stageLines({ title, stage, state, buildsOn, privileges }: PreflightStage, style: Style): string[] {
  const colour = state === 'ready' ? style.green : state === 'missing' ? style.red : style.yellow
  const base = buildsOn.length === 0 ? '' : style.dim(`  with all of ${buildsOn.join(' and ')}`)
  const head = `${style.bold(title)}  ${style.dim(stage)}  ${colour(state)}${base}`
  const [titles = '', ...rows] = table(
    privileges,
    [
      { title: 'PRIVILEGE', value: (row) => row.privilege },
      { title: 'ON', value: (row) => (row.on.length > 3 ? 'everything' : row.on.join(', ')) },
      { title: 'HELD', value: heldWords },
      { title: 'NEEDED', value: ({ onlyFor }) => (onlyFor === undefined ? 'always' : `for ${onlyFor}`) },
    ],
    style,
  ).split('\n')
  const lines = rows.flatMap((row, at) => {
    const privilege = privileges[at]
    if (privilege === undefined) return []
    if (privilege.state !== 'missing' && privilege.state !== 'partly') return [`  ${row}`]
    const paint = privilege.onlyFor === undefined ? style.red : style.yellow
    const where = whereOf(privilege)
    // Most privileges are missing on the same objects: said once, below the last of them.
    const again = where !== undefined && whereOf(privileges[at + 1]) === where
    return [
      `  ${paint(row)}`,
      `    ${style.dim('without it')} ${privilege.without}`,
      ...(where === undefined || again ? [] : [`    ${style.dim('missing on')} ${where}`]),
    ]
  })
  return [head, `  ${titles}`, ...lines]
}

function heldWords({ state, asked, missingOn }: PreflightPrivilege): string {
  if (state === 'held') return 'yes'
  if (state === 'missing') return 'no'
  if (state === 'partly')
    return `on ${(asked - missingOn).toLocaleString('en')} of ${asked.toLocaleString('en')}`
  return state === 'unknown' ? 'not known to this version' : 'there is none to ask on'
}

/** Where a privilege is missing, unless it is missing everywhere. */
function whereOf(privilege: PreflightPrivilege | undefined): string | undefined {
  if (privilege?.state !== 'partly') return undefined
  const shown = privilege.examples.slice(0, mostShown)
  const named = shown.map(({ kind, id, name }) => `${kind} ${name === undefined ? id : `${name} (${id})`}`)
  const more = privilege.missingOn - shown.length
  return inert(named.join(', ')) + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '')
}

const held: Readonly<Record<PreflightRole['user'], (style: Style) => string>> = {
  all: (style) => style.green('This user holds all of it.'),
  enough: (style) => style.green('This user holds what is always needed, and not what is only for some.'),
  'not-enough': (style) =>
    style.dim('It takes the place of what this user was given on the root folder, if anything.'),
}

function roleLines({ roles, tags }: PreflightResult, wanted: PreflightStageName, style: Style): string[] {
  const role = roles.find(({ stage }) => stage === wanted)
  if (role === undefined) return []
  const head =
    role.existing === undefined
      ? `The role to create for ${wanted}: ${count(role.privileges.length, 'privilege')}`
      : `The role ${inert(role.existing)} holds everything for ${wanted} already`
  const lines = [style.bold(head), `  ${held[role.user](style)}`]
  lines.push('', indented(role.govc), '', style.dim('  # the same in PowerCLI'), indented(role.powercli), '')
  if (tags.note !== undefined)
    lines.push(style.dim('  Tags are seen only where the role is a global permission too.'))
  const others = roles.filter(({ stage }) => stage !== wanted).map(({ stage }) => stage)
  lines.push(style.dim(`  Other roles: --role ${others.join(', ')}. Next: causeway discover`))
  return lines
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${inert(line)}`)
    .join('\n')
}
