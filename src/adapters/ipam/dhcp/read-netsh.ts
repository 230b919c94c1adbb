import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type IpamEntry, spanName } from '../shared/entry.ts'
import { entryOf, namesWithin, scopeEntry, settingEntry } from './to-model.ts'

const command =
  /^[ \t]{0,8}dhcp server \S{1,255}(?: (?:v[46] )?scope \S{1,64})? (?:add|set|initiate|v[46]) /im

/** Whether a text has a command of `netsh dhcp server dump`. */
export function isNetsh(text: string): boolean {
  return command.test(text)
}

/** Reads what `netsh dhcp server dump` writes: the commands that would make the server again. */
export function readNetsh(lines: readonly Line[], tally: Tally, visit: (entry: IpamEntry) => void): void {
  let server: string | undefined
  for (const line of lines) {
    const words = wordsOf(line.text)
    if (words.length === 0 || words[0]?.startsWith('#')) continue
    if (words[0]?.toLowerCase() !== 'dhcp') {
      tally.unknown('line of another kind', line)
      continue
    }
    tally.known()
    // Every line names the server; once is enough.
    const own = words[2]?.toLowerCase()
    const [address] = own === undefined || own === server ? [] : namesWithin(own, line)
    if (address) visit(settingEntry('DHCP server', line, [address]))
    server = own
    const entry = entryOfCommand(words.slice(3), line)
    if (entry) visit(entry)
  }
}

function entryOfCommand(words: readonly string[], line: Line): IpamEntry | undefined {
  const at = words.findIndex((word) => /^(?:add|set)$/i.test(word))
  const [what = '', first = '', second = '', ...more] = words.slice(at + 1)
  switch (what.toLowerCase()) {
    case 'scope':
      return subnet(`${first}/${second}`, line, more)
    case 'iprange':
    case 'excluderange': {
      const name = spanName(`${first}-${second}`, line)
      return name && settingEntry(what.toLowerCase() === 'iprange' ? 'range' : 'exclusion', line, [name])
    }
    case 'reservedip':
      return entryOf({
        line,
        names: namesWithin(first, line),
        kind: 'reservation',
        card: { text: second, line },
        host: more[0] ?? '',
        state: '',
        remark: more[1] || undefined,
      })
    default: {
      const names = words.slice(at + 2).flatMap((word) => namesWithin(word, line))
      const option = what.toLowerCase() === 'optionvalue' ? `option ${first}` : what
      return names.length === 0 ? undefined : settingEntry(option.slice(0, 60), line, names)
    }
  }
}

function subnet(
  span: string,
  line: Line,
  [name = '', remark = '']: readonly string[],
): IpamEntry | undefined {
  const found = spanName(span, line, span.replace('/', ' '))
  return found && scopeEntry(name, line, [found], remark)
}

/** Words; quotes keep blanks. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]{0,1000})"|[^\s"]{1,1000}/g)].map(([word, inner]) => inner ?? word)
}
