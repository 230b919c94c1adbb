import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { Target } from './schema.ts'

/** References of scrape targets, probed addresses, alert managers and remote stores. */
export function referencesOf(
  targets: readonly Target[],
  lines: readonly Line[],
  file: string,
  headOwner: string | undefined,
): readonly Reference[] {
  const found: Reference[] = []
  for (const { written, line, job, team, what } of targets) {
    const parsed = parseHostPort(written)
    if (!parsed) continue
    const named = parsed.address === undefined
    found.push(
      makeReference({
        kind: 'monitor-target',
        device: file,
        file,
        line,
        text: excerpt(lines[line - 1]?.text ?? ''),
        matched: parsed.host,
        strength: named ? 'name' : 'exact',
        role: 'target',
        name: what === undefined ? job : `${job} (${what})`,
        host: named ? parsed.host.toLowerCase().replace(/\.$/, '') : undefined,
        service: parsed.port === undefined ? undefined : `tcp/${parsed.port}`,
        ownerHint: team ?? headOwner,
        ownerHintBasis: team !== undefined ? 'label' : headOwner === undefined ? undefined : 'file-head',
      }),
    )
  }
  return found
}
