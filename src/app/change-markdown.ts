import type { ChangeDocument } from '../contract/trace-scope.ts'
import { markdownText } from '../lib/markdown.ts'

/** The change requests of a team as one Markdown page; whatever came from outside is text there and nothing else. */
export function changeMarkdown(team: string, requests: readonly ChangeDocument[]): string {
  const lines = [
    `# Change requests for ${markdownText(team)}`,
    '',
    '| Number | Title | Window | Hours |',
    '| --- | --- | --- | --- |',
  ]
  for (const one of requests)
    lines.push(`| ${one.id} | ${markdownText(one.title)} | ${markdownText(one.window)} | ${one.hours} |`)
  for (const one of requests) lines.push('', ...section(one))
  return `${lines.join('\n')}\n`
}

function section(one: ChangeDocument): readonly string[] {
  const rows: readonly (readonly [string, string])[] = [
    ['Type', one.type],
    ['Requester', one.requester],
    ['Justification', one.justification],
    ['Action', one.action],
    ['Device', one.device],
    ['Source', one.source],
    ['Destination', one.destination],
    ['Protocol', one.protocol],
    ['Port', one.port],
    ['Window', one.window],
    ['Expiry', one.expiry],
    ['Risk', one.risk],
    ['Test', one.test],
    ['Rollback', one.rollback],
    ['Hours', String(one.hours)],
    ['VMs', one.vms.join(', ')],
  ]
  return [
    `## ${one.id}: ${markdownText(one.title)}`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${markdownText(value)} |`),
    ...(one.artefacts.length === 0
      ? []
      : [
          '',
          '| Artefact | Place | Names | VMs | Text |',
          '| --- | --- | --- | --- | --- |',
          ...one.artefacts.map(
            ({ kind, name, file, line, matched, vms, text }) =>
              `| ${markdownText(`${kind} ${name ?? ''}`.trim())} | ${markdownText(`${file}:${line}`)} | ${markdownText(matched)} | ${markdownText(vms.join(', '))} | ${markdownText(text.trim())} |`,
          ),
        ]),
  ]
}
