import { htmlText } from '../../lib/inert.ts'
import type { FlowLine, OwnerPage } from './owner-input.ts'
import { pageStyle } from './page.css.ts'

const modeWords = { 'keep-ip': 'Keep its address', 're-ip': 'Give it a new address' } as const

/**
 * One self-contained HTML page that answers the owner's question: what happens to my server? Everything from outside is
 * escaped; the page loads nothing and runs nothing (its own policy forbids both).
 */
export function ownerPage(page: OwnerPage): string {
  const { vm } = page
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(vm.name)}: what happens to this server</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<p class="soft">What happens to my server?</p>
<h1>${htmlText(vm.name)}</h1>
<p class="lead">${lead(page)}</p>
${facts(page)}
</header>
<main>
${section('When', when(page))}
${section('Who names its address', artefacts(page))}
${section('Keep the address, or change it?', modes(page))}
${section('Who talks to it, and to whom it talks', flows(page.callers, page.called))}
${section('What to know before it moves', findings(page))}
${section('What we do not know', list(page.unknowns, 'Nothing that the evidence at hand leaves open.'))}
${section('How to go back', `<p>The source machine is left as it is, powered off, until you accept the move. Going back is: stop the new machine, start the old one. What was written after the cutover stays on the new one.</p>`)}
</main>
<footer>
${section(
  'What this page rests on',
  list(
    page.sources.map(
      (source) => `${source.label}, true at ${source.observedAt.slice(0, 16).replace('T', ' ')}`,
    ),
    'No source.',
  ),
)}
</footer>
</body>
</html>
`
}

function lead(page: OwnerPage): string {
  const count = page.teams.reduce((sum, team) => sum + team.artefacts.length, 0)
  const best = page.modes.find((mode) => mode.recommended)
  const named = `It is named in <strong>${count}</strong> ${count === 1 ? 'place' : 'places'} that <strong>${page.teams.length}</strong> ${page.teams.length === 1 ? 'team owns' : 'teams own'}.`
  if (!best) return named
  const requests = best.requests.length
  return `${named} We propose to ${htmlText(modeWords[best.mode].toLowerCase())}: ${requests} change ${requests === 1 ? 'request' : 'requests'}, ${days(best.days)}.`
}

function facts({ vm, disposition }: OwnerPage): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Addresses', vm.addresses.join(', ')],
    ['Size', vm.size],
    ['Operating system', vm.os],
    ['Owner', vm.owner],
    ['Application', vm.application],
    ['Where it runs now', vm.place],
    [
      'Proposal',
      disposition.reasons.length > 0
        ? `${disposition.kind}: ${disposition.reasons.join('; ')}`
        : disposition.kind,
    ],
  ]
  return `<dl>${rows
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `<dt>${key}</dt><dd>${htmlText(value)}</dd>`)
    .join('')}</dl>`
}

function when({ wave, unplanned }: OwnerPage): string {
  if (!wave) return `<p>It is in no wave${unplanned === undefined ? ' yet' : `: ${htmlText(unplanned)}`}.</p>`
  const together =
    wave.with.length === 0
      ? '<p>It moves alone.</p>'
      : `<p>Together with ${wave.with.map((name) => `<code>${htmlText(name)}</code>`).join(', ')}.</p>`
  return `<p><strong>${htmlText(time(wave.start))}</strong> to ${htmlText(time(wave.end))}, in ${htmlText(wave.id)} (${htmlText(wave.kind)}).</p>${together}<h3>It does not begin unless</h3>${list(wave.gates, 'No gates are set.')}`
}

function artefacts({ teams }: OwnerPage): string {
  if (teams.length === 0)
    return '<p>No artefact of the evidence at hand names it. That is not a proof that none does.</p>'
  return teams
    .map(
      ({ team, artefacts }) =>
        `<h3>${htmlText(team)}</h3>${table(
          ['What', 'Where', 'Line', 'How'],
          artefacts.map((item) => [
            htmlText(item.kind),
            `${htmlText(item.device)}<br><span class="soft">${htmlText(item.place)}</span>`,
            `<code>${htmlText(item.text)}</code>`,
            htmlText(`${item.strength}, as ${item.role}`),
          ]),
        )}`,
    )
    .join('')
}

function modes({ modes }: OwnerPage): string {
  return `<div class="modes">${modes
    .map(
      (
        mode,
      ) => `<div class="mode${mode.recommended ? ' best' : ''}"><h3>${modeWords[mode.mode]}${mode.recommended ? ' <span class="tag">proposed</span>' : ''}</h3>
<p class="big">${mode.requests.length} change ${mode.requests.length === 1 ? 'request' : 'requests'}</p>
<p class="soft">${mode.teams} ${mode.teams === 1 ? 'team' : 'teams'}, ${mode.artefacts} artefacts touched, ${hours(mode.hours)} of work, ${days(mode.days)}</p>
${table(
  ['Team', 'What it does', 'Hours', 'Days'],
  mode.requests.map((request) => [
    htmlText(request.team),
    htmlText(request.action),
    `${round(request.hours)}`,
    `${round(request.leadDays)}`,
  ]),
)}
${mode.obstacles.length > 0 ? `<p class="act">In the way:</p>${list(mode.obstacles, '')}` : ''}</div>`,
    )
    .join('')}</div>`
}

function flows(callers: readonly FlowLine[], called: readonly FlowLine[]): string {
  const rows = (lines: readonly FlowLine[]) =>
    lines.map((line) => [htmlText(line.peer), htmlText(line.port), htmlText(line.lastSeen)])
  return `<h3>Calls it</h3>${callers.length > 0 ? table(['Who', 'Port', 'Last seen'], rows(callers)) : '<p>No flow was seen. That is not a proof that nobody calls it.</p>'}<h3>It calls</h3>${called.length > 0 ? table(['Who', 'Port', 'Last seen'], rows(called)) : '<p>No flow was seen.</p>'}`
}

function findings({ findings }: OwnerPage): string {
  if (findings.length === 0) return '<p>No finding.</p>'
  return `<ul>${findings
    .map(
      (finding) =>
        `<li><span class="${htmlText(finding.severity)}">${htmlText(finding.severity)}</span> ${htmlText(finding.text)}<br><span class="soft">${htmlText(finding.remedy)}</span></li>`,
    )
    .join('')}</ul>`
}

function section(title: string, body: string): string {
  return `<section><h2>${title}</h2>${body}</section>`
}

function list(items: readonly string[], none: string): string {
  return items.length === 0
    ? `<p>${htmlText(none)}</p>`
    : `<ul>${items.map((item) => `<li>${htmlText(item)}</li>`).join('')}</ul>`
}

/** Cells are HTML already. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<table><thead><tr>${head.map((title) => `<th>${title}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`
}

function time(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function hours(value: number): string {
  return `${round(value)} ${value === 1 ? 'hour' : 'hours'}`
}

function days(value: number): string {
  return `${round(value)} calendar ${value === 1 ? 'day' : 'days'}`
}
