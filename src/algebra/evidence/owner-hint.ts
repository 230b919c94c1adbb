import type { Line } from '../../lib/lines.ts'

/** How far down a file its head reaches, in lines. */
const headLines = 40

/** `owner: Network Security` within a comment, tag or description: the name up to a semicolon, quote, bar or bracket. */
export function ownerInText(text: string): string | undefined {
  const found = /\bowner\s*[:=]\s*([^;"|<>\]]{1,120})/i.exec(text)
  return found?.[1] === undefined ? undefined : tidy(found[1])
}

/**
 * The owner that the head of a file names: in a comment (`#`, `;`, `//`, `--`, `!`, `<!--`) before the first 40 lines are
 * over, or in the front matter of a document.
 */
export function ownerInHead(lines: Iterable<Line>): string | undefined {
  let inFront = false
  let read = 0
  for (const line of lines) {
    if (++read > headLines) break
    const text = line.text.trim()
    if (text === '---') inFront = read === 1
    const sign = /^(?:[#;!*]|\/\/|--|<!--)+/.exec(text)?.[0]
    const comment = sign === undefined ? (inFront ? text : undefined) : text.slice(sign.length).trimStart()
    const found = comment === undefined ? null : /^owner\s*[:=]\s*(.{1,120})$/i.exec(comment)
    if (found?.[1] !== undefined) return tidy(found[1].replace(/-->\s*$/, ''))
  }
  return undefined
}

function tidy(name: string): string | undefined {
  const trimmed = name
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/[.,]$/, '')
    .trim()
  return trimmed === '' ? undefined : trimmed
}

/**
 * One spelling for a team: lower case with dashes, so that `Network Security`, `network-security` and
 * `@harbour/network-security` are the same.
 */
export function teamSlug(name: string): string {
  const own = name.includes('/') && name.startsWith('@') ? name.slice(name.lastIndexOf('/') + 1) : name
  return own
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
