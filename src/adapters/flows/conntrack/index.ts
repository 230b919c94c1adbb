import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { streamed } from '../shared/streamed.ts'
import { flowsOfTable } from './to-model.ts'

const row =
  /^ {0,8}(?:\[[^\]\n]{1,40}\] {0,8}){0,2}(?:ipv[46] {1,8}\d{1,2} {1,8})?[a-z]{2,10} {1,8}\d{1,3} (?:[^\n=]{0,60} )?src=\S{2,60} dst=\S{2,60} /

/** Linux connection tracking: `conntrack -L` and `/proc/net/nf_conntrack`, one moment of a gateway or a host. */
export const conntrackReader: EvidenceReader = {
  kind: 'conntrack',
  reads: 'flows',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const lines = beginningOf(file.bytes, 16_384)
      .split('\n', 60)
      .slice(0, -1)
      .filter((line) => line !== '')
    const own = lines.filter((line) => row.test(line.slice(0, 400))).length
    return own === 0 ? 0 : own * 2 >= lines.length ? 0.98 : 0.5
  },
  read: (file) => streamed((rows) => flowsOfTable(file.bytes, rows)),
}
