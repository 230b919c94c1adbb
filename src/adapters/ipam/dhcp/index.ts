import { beginningOf, linesOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readWith } from '../shared/reading.ts'
import { readJsonFile, readTextFile } from './read.ts'
import { dhcpHead } from './read-csv.ts'
import { isNetsh } from './read-netsh.ts'

const block = /^[ \t]{0,40}(?:host|subnet|subnet6|shared-network|lease|ia-na|pool)[ \t][^\n{;]{0,200}\{/m
const own =
  /^[ \t]{0,40}(?:(?:next )?binding state |hardware ethernet |fixed-address|range6? |option (?:routers|domain-name-servers|subnet-mask) |(?:default|max)-lease-time |client-hostname |iaaddr )/m

/** What stands outside all blocks, where a configuration has none yet. */
const settings =
  /^[ \t]{0,8}(?:(?:default|max)-lease-time \d|ddns-update-style |authoritative;|log-facility |option (?:domain-name|dhcp6\.[\w-]{1,40})(?:-servers)? )/gm

/** DHCP servers: leases and configurations of ISC dhcpd and Kea, Windows' dumps, leases, reservations and scopes. */
export const dhcpReader: EvidenceReader = {
  kind: 'dhcp',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (isKea(text)) return 0.96
    if (block.test(text) && own.test(text)) return 0.96
    if ((text.match(settings)?.length ?? 0) > 2 || isNetsh(text)) return 0.95
    return dhcpHead([...linesOf(file.bytes.subarray(0, 65_536))].slice(0, 40)) ? 0.94 : 0
  },
  read: (file) => readWith(isKea(beginningOf(file.bytes)) ? readJsonFile : readTextFile, file),
}

function isKea(text: string): boolean {
  if (!/^\ufeff?\s*(?:[{[]|\/\/|#|\/\*)/.test(text.slice(0, 2000))) return false
  if (/"(?:Dhcp[46]|subnet[46])"\s{0,8}:/.test(text)) return true
  return /"ip-address"\s{0,8}:/.test(text) && /"(?:hw-address|valid-lft|duid)"\s{0,8}:/.test(text)
}
