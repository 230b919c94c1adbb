import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { FormatError } from '../../../lib/format-error.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { literalReferences } from '../shared/fallback.ts'
import { readTargets } from './read.ts'
import { referencesOf } from './to-model.ts'

/** Prometheus: the main configuration, and files of targets in YAML or JSON. */
export const prometheusReader: EvidenceReader = {
  kind: 'prometheus',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (/^scrape_configs\s*:/m.test(text)) return 0.97
    if (/^- job_name\s*:/m.test(text) && /^[ \t]+(?:static|\w{2,20}_sd)_configs\s*:/m.test(text)) return 0.95
    if (!/^\s*(?:\[|-\s|\{|#|$)/.test(text)) return 0
    if (/^[ \t]*(?:-[ \t]+)?(?:\{\s*)?"?targets"?\s*:\s*(?:\[|$)/m.test(text)) return 0.9
    // What machines write stands on one line, often with the labels first.
    return /^\s*\[/.test(text) && /[[{,]\s*"targets"\s*:\s*\[/.test(text) && /"labels"\s*:\s*\{/.test(text)
      ? 0.85
      : 0
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const owner = ownerInHead(lines)
    try {
      const targets = readTargets(lines, file.name, tally)
      const references = referencesOf(targets, lines, { file: file.name, headOwner: owner, tally })
      return gathered(tally, masked, { references })
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      // One bad line must not hide the rest: addresses are still found as literals.
      tally.unknown(error.message, lines[(error.where.line ?? 1) - 1] ?? { number: 1, text: '' })
      return gathered(tally, masked, { references: literalReferences(lines, file.name, owner) })
    }
  },
}
