import { makeTally } from '../../../algebra/evidence/collect.ts'
import { looksLikeText } from '../../../lib/lines.ts'
import { createMasker } from '../../../lib/mask.ts'
import type { Flow } from '../../../model/evidence.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { findHead, flowLines, splitRow } from './read.ts'
import { flowOf } from './to-model.ts'

/** Flow exports as CSV, whatever the tool calls its columns. Rows become flows while the file is read. */
export const flowsCsvReader: EvidenceReader = {
  kind: 'flows-csv',
  reads: 'flows',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const head = findHead(file.bytes.subarray(0, 65_536))
    if (!head) return 0
    const fields = Object.keys(head.columns).length
    const { port, protocol } = head.columns
    if (port === undefined && protocol === undefined) return 0
    return Math.min(0.97, 0.6 + fields * 0.06)
  },
  read(file) {
    const tally = makeTally()
    const head = findHead(file.bytes)
    const mask = createMasker()
    let masked = 0
    // Rows are kept as numbers only; the masker sees what is shown as an example.
    const shown = (line: { readonly number: number; readonly text: string }): typeof line => {
      const { text, masks } = mask(line.text)
      masked += masks
      return { number: line.number, text }
    }
    function* flows(): Iterable<Flow> {
      if (!head) return
      for (const line of flowLines(file.bytes)) {
        if (line.number <= head.line || line.text.trim() === '' || line.text.startsWith('#')) continue
        // nfdump of old ends its rows with a summary block.
        if (/^Summary\b/.test(line.text)) break
        const flow = flowOf(splitRow(line.text, head.delimiter), head.columns)
        if (typeof flow === 'string') tally.unknown(`row: ${reasons[flow]}`, shown(line))
        else {
          tally.known()
          yield flow
        }
      }
    }
    return {
      references: [],
      flows: flows(),
      owners: [],
      get statements() {
        return tally.statements
      },
      get understood() {
        return tally.understood
      },
      get unknown() {
        return tally.list()
      },
      get masked() {
        return masked
      },
    }
  },
}

const reasons = {
  address: 'source or destination is no address',
  port: 'port is no number',
  denied: 'denied by a firewall, so nothing depends on it',
} as const
