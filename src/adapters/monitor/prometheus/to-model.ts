import { parseHostPort } from '../../../algebra/evidence/host-port.ts'
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
    found.push({
      kind: 'monitor-target',
      device: file,
      file,
      line,
      text: excerpt(lines[line - 1]?.text ?? ''),
      matched: parsed.host,
      role: 'target',
      name: what === undefined ? job : `${job} (${what})`,
      ...(parsed.address === undefined
        ? { strength: 'name', host: parsed.host.toLowerCase().replace(/\.$/, '') }
        : { strength: 'exact' }),
      ...(parsed.port === undefined ? {} : { service: `tcp/${parsed.port}` }),
      ...(team !== undefined
        ? { ownerHint: team, ownerHintBasis: 'label' }
        : headOwner !== undefined
          ? { ownerHint: headOwner, ownerHintBasis: 'file-head' }
          : {}),
    })
  }
  return found
}
