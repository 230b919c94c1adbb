import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { maskedDeviceText } from '../../../algebra/evidence/device-lines.ts'
import { readCisco } from './read.ts'
import type { Dialect } from './schema.ts'
import { mayBeSecret, secretsOfCisco } from './secrets.ts'
import { referencesOf } from './to-model.ts'

const asaMarks =
  /^(?:(?:ASA|PIX|NGFW) Version \d|: Saved|access-list \S+ (?:line \d+ )?(?:extended|advanced|remark|standard) |access-list \S+; \d+ elements|object network \S|nat \([^)\n]{1,80}\) |static \([^)\n]{1,80}\) | nameif \S| security-level \d)/gm
const iosMarks =
  /^(?:Building configuration|Current configuration : |version \d\d\.\d|service timestamps |ip access-list (?:extended|standard) |ipv6 access-list \S|(?:Extended|Standard) IP access list \S|access-list \d{1,4} (?:permit|deny|remark) |ip nat (?:inside|outside|pool) |interface (?:\w+Ethernet|Vlan|Loopback|Port-channel)[\d/.]+| (?:vrf forwarding|ip vrf forwarding|standby \d+|switchport) | ip access-group )/gm

function marksIn(text: string, marks: RegExp): number {
  return text.match(marks)?.length ?? 0
}

function sure(dialect: Dialect, file: Parameters<EvidenceReader['recognises']>[0]): number {
  if (!looksLikeText(file.bytes)) return 0
  const text = beginningOf(file.bytes)
  const asa = marksIn(text, asaMarks)
  const ios = marksIn(text, iosMarks)
  const [own, other] = dialect === 'asa' ? [asa, ios] : [ios, asa]
  // An interface alone may be anybody's.
  if (own === 0 || own < other) return 0
  return own > 1 ? 0.96 : 0.6
}

function reader(kind: string, dialect: Dialect): EvidenceReader {
  return {
    kind,
    recognises: (file) => sure(dialect, file),
    read(file) {
      const tally = makeTally()
      const text = maskedDeviceText(file.bytes, mayBeSecret, secretsOfCisco)
      const read = readCisco(text, dialect, tally)
      const references = referencesOf(read, file.name, ownerInHead(text), tally)
      return telling(tally, text.masked, { references, device: read.known.hostName })
    },
  }
}

/** Running configurations of Cisco ASA, PIX and FTD, and their `show access-list`. */
export const ciscoAsaReader = reader('cisco-asa', 'asa')

/** Running configurations of Cisco IOS and IOS XE, and their `show access-lists`. */
export const ciscoIosReader = reader('cisco-ios', 'ios')
