import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { referencesOfBroken } from '../../../algebra/evidence/damaged.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { readNsx } from './read.ts'
import { heardNames, takeHeard, Telling, tellTree } from './told.ts'
import { referencesOf } from './to-model.ts'
import { unusedGroups } from './unused.ts'

/** Lists of one manager are often files of their own, and name each other by path. */
const ofManager = 'nsx '

/** NSX: policy objects in JSON, load balancers among them, as a bundle, as lists of the API, or as the `/infra` tree. */
export const nsxReader: EvidenceReader = {
  kind: 'nsx',
  hears: ['nsx'],
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    // States of Terraform carry the same paths.
    if (!/^\ufeff?\s*[{[]/.test(text.slice(0, 2000)) || text.includes('"terraform_version"')) return 0
    const own =
      /"resource_type"\s{0,20}:\s{0,20}"(?:Child[A-Z]\w{1,40}|Infra|SecurityPolicy|GatewayPolicy|Group|PolicyNatRule|IPAddressExpression|L4PortSet(?:ServiceEntry|NSService)|Tier[01]|LBPool|LBService|LBVirtualServer|FirewallSection|FirewallRule|NSGroup|NSService|IPSet|NatRule|LbPool|LbVirtualServer)"/.test(
        text,
      )
    const path = /"\/(?:global-)?infra/.test(text) || /"\/orgs\/[^"/]{1,80}\/projects\//.test(text)
    if (own) return path ? 0.98 : 0.9
    return path && /"(?:display_name|resource_type|parent_path)"/.test(text) ? 0.85 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const text = beginningOf(file.bytes, file.bytes.length)
    const places = placesOf(text)
    const tree = readNsx(text, places, tally)
    takeHeard(tree, heardNames(ofManager, context?.told ?? []))
    const references = [
      ...referencesOf(tree, file.name, places, tally),
      ...unusedGroups(tree, file.name, places),
      ...referencesOfBroken(text, tree.brokenAt, places, tally, { kind: 'config-literal', file: file.name }),
    ]
    const telling = new Telling(ofManager)
    tellTree(tree, telling, tree.asked, () => true)
    return gathered(tally, places.masked(), { references, told: telling.told })
  },
}
