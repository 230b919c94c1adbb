import type { Tally } from '../../../algebra/evidence/collect.ts'
import { type HostPort, parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { isSelfOrGroup, parseAddress } from '../../../lib/ip.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { Target } from './schema.ts'

/** References of scrape targets, probed addresses, alert managers and remote stores. */
export function referencesOf(
  targets: readonly Target[],
  lines: readonly Line[],
  scope: { readonly file: string; readonly headOwner: string | undefined; readonly tally: Tally },
): readonly Reference[] {
  const { file, headOwner, tally } = scope
  const found: Reference[] = []
  const columnOf = columns()
  for (const { written, line: number, job, team, what } of targets) {
    const line = lines[number - 1] ?? { number, text: '' }
    const parsed = parseHostPort(written)
    if (!parsed) {
      tally.note('target that is neither address nor name', line)
      continue
    }
    if (isOwn(parsed)) continue
    const named = parsed.address === undefined
    const column = columnOf(line, written, parsed.host)
    found.push(
      makeReference({
        kind: 'monitor-target',
        device: file,
        file,
        line: number,
        text: excerpt(line.text, 400, column),
        matched: parsed.host,
        strength: named ? 'name' : 'exact',
        role: 'target',
        name: what === undefined || what === job ? job : `${job} (${what})`,
        host: named ? parsed.host.toLowerCase().replace(/\.$/, '') : undefined,
        service: parsed.port === undefined ? undefined : `tcp/${parsed.port}`,
        ownerHint: team ?? headOwner,
        ownerHintBasis: team !== undefined ? 'label' : headOwner === undefined ? undefined : 'file-head',
        column,
      }),
    )
  }
  return found
}

/** The machine that Prometheus runs on. */
function isOwn({ host, address }: HostPort): boolean {
  if (address === undefined) return /^localhost(?:\.localdomain)?$/i.test(host)
  const key = parseAddress(address)
  return key !== undefined && isSelfOrGroup(key)
}

/** Targets of one line stand there in order, so each is looked for behind the one before, and not far. */
function columns(): (line: Line, written: string, host: string) => number | undefined {
  let number = 0
  let from = 0
  return (line, written, host) => {
    if (line.number !== number) from = 0
    number = line.number
    const near = line.text.slice(from, from + farthest + written.length)
    for (let at = near.indexOf(written); at >= 0; at = near.indexOf(written, at + 1)) {
      const isWhole = !/[\w.-]/.test(near.charAt(at - 1)) && !/[\w.-]/.test(near.charAt(at + written.length))
      if (!isWhole) continue
      const column = from + at + written.indexOf(host) + 1
      from += at + written.length
      return column
    }
    return undefined
  }
}

/** Labels that may stand between two targets of one line. */
const farthest = 4096
