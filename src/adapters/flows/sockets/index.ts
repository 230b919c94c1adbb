import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { streamed } from '../shared/streamed.ts'
import { tableHeadOf } from './others.ts'
import { wordsOf } from './ends.ts'
import { socketOf } from './read.ts'
import { flowsOfSockets, type Listening, listenersOf } from './to-model.ts'

/** Sockets of one machine at one moment: `ss -tunap`, `netstat -an`, `lsof -i` and PowerShell's `Get-NetTCPConnection`. */
export const socketsReader: EvidenceReader = {
  kind: 'sockets',
  reads: 'flows',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const lines = beginningOf(file.bytes, 16_384)
      .split('\n', 60)
      .slice(0, -1)
      .filter((line) => line.trim() !== '')
    if (lines.some((line) => tableHeadOf(line.slice(0, 2000)) !== undefined)) return 0.97
    const own = lines.filter((line) => socketOf(wordsOf(line.slice(0, 400))) !== undefined).length
    if (own === 0) return 0
    const titled = lines.some((line) =>
      /Local Address|Foreign Address|Active (?:Internet )?[Cc]onnections|^COMMAND\s+PID\s/.test(
        line.slice(0, 200),
      ),
    )
    return titled ? 0.97 : own * 2 >= lines.length ? 0.9 : 0.3
  },
  read: ({ name, bytes }) => {
    const known: Listening = {}
    return streamed(
      (rows) => flowsOfSockets(bytes, known, rows),
      (rows) => listenersOf(bytes, known, name, rows),
    )
  },
}
