import { beginningOf, linesOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { isJson, readWith } from '../shared/reading.ts'
import { readCsvFile, readJsonFile } from './read.ts'
import { phpIpamHead } from './read-csv.ts'

/** phpIPAM: its spreadsheets saved as CSV, and answers of its API as JSON. */
export const phpIpamReader: EvidenceReader = {
  kind: 'phpipam',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    if (isJson(file)) {
      const text = beginningOf(file.bytes)
      const address =
        /"subnetId"\s{0,8}:/.test(text) && /"(?:is_gateway|PTRignore|excludePing)"\s{0,8}:/.test(text)
      return address || (/"masterSubnetId"\s{0,8}:/.test(text) && /"mask"\s{0,8}:/.test(text)) ? 0.95 : 0
    }
    const head = phpIpamHead([...linesOf(file.bytes.subarray(0, 65_536))].slice(0, 40))
    return head ? 0.92 : 0
  },
  read: (file) => readWith(isJson(file) ? readJsonFile : readCsvFile, file),
}
