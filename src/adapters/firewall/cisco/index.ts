import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { maskedDeviceText } from '../../../algebra/evidence/device-lines.ts'
import { readCisco } from './read.ts'
import type { Dialect } from './schema.ts'
import { mayBeSecret, secretsOfCisco } from './secrets.ts'
import { referencesOf } from './to-model.ts'

/** Marks that no other device has: a configuration of PIX numbers its lists as routers do, and both name interfaces. */
const asaOnly =
  /^(?:(?:ASA|PIX|NGFW|FWSM) Version \d| nameif \S| security-level \d|nameif \S+ \S+ security\d|object network \S|conduit (?:permit|deny) |fixup protocol |global \([^)\n]{1,80}\) |nat \([^)\n]{1,80}\) |static \([^)\n]{1,80}\) |(?:Manual|Auto) NAT Policies \(Section \d\)|access-list \S+ (?:line \d+ )?(?:extended|advanced|standard) |access-list [^;\n]{1,80}; \d+ elements|access-list \S+ (?:permit|deny) [^\n]{1,300}\(hitcnt=)/gm
const iosOnly =
  /^(?:version \d{1,2}\.\d[\d.]{0,6}(?:\([^\n]{1,40})?$|service timestamps |ip access-list (?:extended|standard) |(?:Extended|Standard|IPv6|IP|MAC) [Aa]ccess [Ll]ist \S|(?:Extended|Standard) IP access list \S|ip nat (?:inside|outside|pool) |ipv[46] access-list \S|!Command: show (?:running|startup)-config|! Command: show (?:running|startup)-config|!! IOS XR Configuration|!RANCID-CONTENT-TYPE: cisco|feature (?:bgp|dhcp|eigrp|fex|hsrp|interface-vlan|lacp|lldp|nxapi|ospf|pim|scp-server|ssh|tacacs\+|telnet|udld|vpc|vn-segment-vlan-based)$|vrf (?:context|instance|definition) \S|transceiver qsfp | (?:vrf forwarding|ip vrf forwarding|standby \d+) | {1,3}ipv4 address \d| {2}hsrp \d)/gm
const asaMarks =
  /^(?:: Saved|access-list \S+ remark |access-list [A-Za-z]\S* (?:permit|deny) |access-list \d{1,4} (?:permit|deny) [^\n]{1,120} 255\.)/gm
const iosMarks =
  /^(?:Building configuration|Current configuration : |access-list \d{1,4} (?:permit|deny|remark) |ip access-list \S|ip prefix-list \S|ip route \d|ipv6 route \S|router (?:bgp|ospf|eigrp|static|hsrp|isis)\b|interface (?:[\w-]*(?:Ethernet|GigE|Ether|Eth)|[Vv]lan|Loopback|loopback|[Pp]ort-channel|Management|mgmt)[\d/.]+| {1,3}(?:switchport|no switchport)| {1,3}ip address \d[\d.]{6,14}\/\d| {1,3}ip virtual-router | ip access-group |line (?:vty|con))/gm

function marksIn(text: string, marks: RegExp): number {
  return text.match(marks)?.length ?? 0
}

function sure(dialect: Dialect, file: Parameters<EvidenceReader['recognises']>[0]): number {
  if (!looksLikeText(file.bytes)) return 0
  const text = beginningOf(file.bytes)
  const asa = marksIn(text, asaOnly)
  const ios = marksIn(text, iosOnly)
  const [sole, others] = dialect === 'asa' ? [asa, ios] : [ios, asa]
  if (sole < others || (sole === 0 && others > 0)) return 0
  const own = sole + marksIn(text, dialect === 'asa' ? asaMarks : iosMarks)
  // What both write is the own one's where nothing else tells them apart and the other has less of it.
  if (sole === others && own <= marksIn(text, dialect === 'asa' ? iosMarks : asaMarks) + others) return 0
  // An interface alone may be anybody's.
  if (own === 0) return 0
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
