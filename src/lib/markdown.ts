import { inert } from './inert.ts'

// Emphasis, code, HTML, entities, tables, links, mentions, references and formulas; list and heading signs at the
// start; what makes an address a link by itself.
const active = /[*_`<>&|[\]\\~#@$!]|:(?=[/A-Za-z])|^(?:[-+=]|\d+(?=[.)]))|(?<=\bwww)\./gi

/** Text from outside made harmless in Markdown: no emphasis, link, heading, HTML, table cell or mention comes of it. */
export function markdownText(text: string): string {
  return inert(text.replace(/\s+/g, ' ')).replace(active, (found) =>
    [...found].map((each) => `&#${each.charCodeAt(0)};`).join(''),
  )
}
