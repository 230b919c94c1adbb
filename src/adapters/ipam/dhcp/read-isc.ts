import type { Tally } from '../../../algebra/evidence/collect.ts'
import { parseAddress } from '../../../lib/ip.ts'
import type { Line } from '../../../lib/lines.ts'
import { addressName, type IpamEntry, type IpamName, spanName } from '../shared/entry.ts'
import { type IscEvents, readIscWords } from './isc-words.ts'
import { knownBlocks, knownStatements, type Word } from './schema.ts'
import { entryOf, isoOf, isoOfSeconds, nameOf, namesWithin, settingEntry } from './to-model.ts'

/** A block that is open. */
interface Block {
  readonly kind: string
  readonly head: readonly Word[]
  readonly statements: (readonly Word[])[]
  readonly remark: string | undefined
}

/** Statements with numbers of machines: some look like addresses. */
const identifiers: ReadonlySet<string> = new Set(['hardware', 'host-identifier', 'uid', 'server-duid'])
/** Statements with the two ends of a pool. */
const ranges: ReadonlySet<string> = new Set(['range', 'range6', 'prefix6'])
/** Blocks nest a few deep; deeper ones are damage. */
const deepest = 50

/** Reads dhcpd.conf and dhcpd.leases. Of several leases of one address the last one counts, as it does for the server. */
export function readIsc(lines: readonly Line[], tally: Tally, visit: (entry: IpamEntry) => void): void {
  const reading = new Reading(tally, visit)
  readIscWords(lines, reading)
  reading.end()
}

class Reading implements IscEvents {
  readonly #tally: Tally
  readonly #visit: (entry: IpamEntry) => void
  readonly #open: Block[] = []
  readonly #leases = new Map<string, IpamEntry>()
  #remark: string | undefined

  constructor(tally: Tally, visit: (entry: IpamEntry) => void) {
    this.#tally = tally
    this.#visit = visit
  }

  comment(text: string): void {
    this.#remark = text.trim()
  }

  open(words: readonly Word[]): void {
    const [first] = words
    const kind = first?.text ?? ''
    if (!first || knownBlocks.has(kind)) this.#tally.known()
    else this.#tally.unknown(`block ${short(kind)}`, first.line)
    if (this.#open.length < deepest)
      this.#open.push({ kind, head: words, statements: [], remark: this.#remark })
    this.#remark = undefined
    if (kind === 'subnet' || kind === 'subnet6') this.#subnet(words)
  }

  close(): void {
    const block = this.#open.pop()
    this.#remark = undefined
    if (block?.kind === 'host') this.#host(block)
    else if (block?.kind === 'lease' || block?.kind === 'iaaddr' || block?.kind === 'iaprefix')
      this.#lease(block)
  }

  statement(words: readonly Word[]): void {
    const [first] = words
    if (!first) return
    const keyword = first.text
    if (keyword === 'include') this.#tally.note('included file', first.line)
    if (knownStatements.has(keyword)) this.#tally.known()
    else this.#tally.unknown(`statement ${short(keyword)}`, first.line)
    const block = this.#open.at(-1)
    if (block?.kind === 'host' || block?.kind === 'lease' || block?.kind === 'iaaddr')
      block.statements.push(words)
    else this.#setting(words)
    this.#remark = undefined
  }

  #subnet([, base, second, mask]: readonly Word[]): void {
    if (!base) return
    const text = second?.text === 'netmask' ? `${base.text}/${mask?.text ?? ''}` : base.text
    const name = spanName(
      text,
      base.line,
      second?.text === 'netmask' ? `${base.text} ${mask?.text ?? ''}` : text,
    )
    if (name) this.#visit(settingEntry('subnet', base.line, [name]))
    else this.#tally.note('subnet without a mask', base.line)
  }

  /** Addresses of a setting: pools are ranges, anything else names single machines. */
  #setting(words: readonly Word[]): void {
    const keyword = words[0]?.text ?? ''
    const option = keyword === 'option' ? (words[1]?.text ?? '') : ''
    if (option === 'subnet-mask' || identifiers.has(keyword)) return
    if (ranges.has(keyword)) return this.#range(words)
    const names = words.slice(1).flatMap(({ text, line }) => namesWithin(text, line))
    const first = words[0]
    if (first && names.length > 0)
      this.#visit(settingEntry(short(option === '' ? keyword : option), first.line, names))
  }

  #range(words: readonly Word[]): void {
    const [low, high] = words.slice(1).filter(({ text }) => /^[\da-f]/i.test(text) && /[.:]/.test(text))
    if (!low) return
    const prefix = low.text.includes('/') || !high
    const name = prefix ? nameOf(low.text, low.line) : spanName(`${low.text}-${high.text}`, low.line)
    if (name) this.#visit(settingEntry('range', low.line, [name]))
    else this.#tally.note('range that runs backwards', low.line)
  }

  #host({ head, statements, remark }: Block): void {
    const said = valueOf(statements, 'option', 'host-name') ?? head[1]?.text ?? ''
    const names: IpamName[] = []
    let card: Word | undefined
    for (const words of statements) {
      if (words[0]?.text === 'hardware') card = words[2]
      if (words[0]?.text.startsWith('fixed-') !== true) {
        this.#setting(words)
        continue
      }
      for (const { text, line } of words.slice(1)) {
        const name = text.includes('/') ? spanName(text, line) : addressName(text, line)
        names.push(
          name ?? { line, matched: text.toLowerCase().replace(/\.$/, ''), strength: 'name', role: 'literal' },
        )
      }
    }
    const line = names[0]?.line ?? head[0]?.line
    if (line) this.#visit(entryOf({ line, names, kind: 'reservation', card, host: said, state: '', remark }))
  }

  #lease({ head, statements, remark }: Block): void {
    const subject = head[1]
    const name = subject && nameOf(subject.text, subject.line)
    if (!subject || !name) return
    const state = valueOf(statements, 'binding', 'state') ?? ''
    const ends = statements.find(([first]) => first?.text === 'ends')?.map(({ text }) => text) ?? []
    const expires = ends[1] === 'epoch' ? isoOfSeconds(Number(ends[2])) : isoOf(ends[2] ?? '', ends[3] ?? '')
    const host = valueOf(statements, 'client-hostname') ?? ''
    this.#leases.delete(subject.text)
    this.#leases.set(
      subject.text,
      entryOf({ line: subject.line, names: [name], kind: 'lease', host, state, expires, remark }),
    )
  }

  end(): void {
    for (let block = this.#open.at(-1); block; block = this.#open.at(-1)) {
      this.#tally.note('block that is not closed', block.head[0]?.line ?? nowhere)
      this.close()
    }
    for (const lease of this.#leases.values()) this.#visit(lease)
  }
}

const nowhere: Line = { number: 1, text: '' }

/** The word behind some words of a statement. */
function valueOf(statements: readonly (readonly Word[])[], ...before: readonly string[]): string | undefined {
  const found = statements.find((words) => before.every((text, at) => words[at]?.text === text))
  const value = found?.[before.length]?.text
  return value === undefined || parseAddress(value) !== undefined ? undefined : value
}

/** A keyword as a kind of construct: what is no keyword is not repeated. */
function short(keyword: string): string {
  return /^[\w.-]{1,40}$/.test(keyword) ? keyword : 'of another kind'
}
