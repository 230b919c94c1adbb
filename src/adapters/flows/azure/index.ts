import { looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { streamed } from '../shared/streamed.ts'
import { findAzureHead } from './read.ts'
import { azureFlows } from './to-model.ts'

/**
 * Dependencies exported by Azure Migrate's agentless analysis: who connects to which port, with the processes at both
 * ends, in slots of six hours or by day. Rows become flows while the file is read.
 */
export const azureMigrateReader: EvidenceReader = {
  kind: 'azure-migrate',
  reads: 'flows',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    return findAzureHead(file.bytes.subarray(0, 65_536)) ? 0.98 : 0
  },
  read(file) {
    const head = findAzureHead(file.bytes)
    return streamed((rows) => (head ? azureFlows(file.bytes, head, rows) : []))
  },
}
