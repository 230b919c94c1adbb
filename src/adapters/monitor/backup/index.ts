import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { beginningOf, linesOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { clientOf, isClientList } from './netbackup.ts'
import { createPolicyReader, isPolicyList } from './policies.ts'
import { backupRows, findBackupHead } from './table.ts'
import { BackupGathering } from './to-model.ts'

/**
 * What is backed up: tables of jobs, policies, clients and protected machines of Veeam, Commvault, NetBackup and others,
 * and the lists of clients and policies that NetBackup prints. A job finds its machine by name or address, so both must follow it.
 */
export const backupReader: EvidenceReader = {
  kind: 'backup-jobs',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes, 65_536)
    if (isPolicyList(text)) return 0.95
    if (isClientList(text.slice(0, 16_384))) return 0.9
    return findBackupHead([...linesOf(file.bytes.subarray(0, 65_536))].slice(0, 60)) ? 0.93 : 0
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const gathering = new BackupGathering(file.name, tally)
    const head = findBackupHead(lines)
    let hidden = 0
    if (head) {
      tally.known()
      for (const row of backupRows(lines, head)) {
        hidden += row.hidden
        gathering.add(row)
      }
    } else {
      const readLine = isPolicyList(beginningOf(file.bytes, 65_536)) ? createPolicyReader() : clientOf
      for (const line of lines) {
        const found = readLine(line)
        if (found === undefined) tally.unknown('line that is no client', line)
        else if (found !== 'nothing')
          gathering.addClient(
            { text: found.client, line, column: found.column },
            'policy' in found ? found : {},
          )
      }
    }
    return gathered(tally, masked + hidden, { references: gathering.references })
  },
}
