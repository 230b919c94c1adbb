import { inert } from './inert.ts'

/** Text from outside made harmless in Markdown: no emphasis, link, heading, HTML, table cell or automatic link comes of it. */
export function markdownText(text: string): string {
  return inert(text.replace(/\s+/g, ' ')).replace(
    /[!-#%&()*+:;<=>?@[\\\]^_`{|}~]|^[-.]|(?<=\d)\.|\/\/|(?<=www)\./gi,
    (found) => [...found].map((each) => `&#${each.charCodeAt(0)};`).join(''),
  )
}
