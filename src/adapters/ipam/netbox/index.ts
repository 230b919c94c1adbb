import { beginningOf, linesOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { isJson, readWith } from '../shared/reading.ts'
import { readCsvFile, readJsonFile } from './read.ts'
import { netBoxHead } from './read-csv.ts'

const apiAddress =
  /\/api\/(?:ipam\/[a-z-]{3,40}|virtualization\/virtual-machines|dcim\/devices|tenancy\/[a-z-]{3,40})\//

const machines =
  /"(?:device_type|device_role|cluster|virtual_machine_list|device_list|virtual_machines|devices|rack|oob_ip)"\s{0,8}:/

/** NetBox: answers of its REST API as JSON, and the tables of its screens as CSV. */
export const netBoxReader: EvidenceReader = {
  kind: 'netbox',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (isJson(file)) {
      if (apiAddress.test(text) && /"(?:url|next)"\s{0,8}:/.test(text)) return 0.97
      // Without addresses of the API: a query in GraphQL, or what a script kept.
      if (/"primary_ip[46]?"\s{0,8}:/.test(text) && machines.test(text)) return 0.85
      if (
        /"data"\s{0,8}:/.test(text) &&
        /"(?:ip_address|prefix|virtual_machine|device)_list"\s{0,8}:/.test(text)
      )
        return 0.85
      return /"dns_name"\s{0,8}:/.test(text) && /"(?:nat_inside|assigned_object)"\s{0,8}:/.test(text)
        ? 0.85
        : 0
    }
    const head = netBoxHead([...linesOf(file.bytes.subarray(0, 65_536))].slice(0, 40))
    return head ? Math.min(0.95, 0.5 + head.known * 0.05) : 0
  },
  read: (file) => readWith(isJson(file) ? readJsonFile : readCsvFile, file),
}
