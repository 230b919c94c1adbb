import { makeTally, telling } from '../../../../algebra/evidence/collect.ts'
import { referencesOfBroken } from '../../../../algebra/evidence/damaged.ts'
import { ownerInHead } from '../../../../algebra/evidence/owner-hint.ts'
import { placesOf } from '../../../../algebra/evidence/places.ts'
import { beginningOf, looksLikeText } from '../../../../lib/lines.ts'
import type { Reference } from '../../../../model/evidence.ts'
import type { EvidenceReader } from '../../../../ports/evidence-reader.ts'
import { heardNames, takeHeard } from '../told.ts'
import { referencesOf } from '../to-model.ts'
import { readConfiguration, readJsonForm } from './files.ts'
import { literalReferences } from './literals.ts'
import { readResources } from './read.ts'
import { ofModule, toldBy } from './told.ts'

const resource = /^[ \t]{0,20}(?:resource|data)[ \t]{1,20}"nsxt_[a-z0-9_]{1,80}"[ \t]/m
const values = /^[ \t]{0,20}(?:locals[ \t]{0,20}\{|variable[ \t]{1,20}"[\w-]{1,100}"[ \t]{0,20}\{)/m
const anyResource = /^[ \t]{0,20}(?:resource|data)[ \t]{1,20}"/m
/** The providers of a state may stand far from its beginning. */
const mostOfState = 1_000_000

/** Terraform with the NSX provider: configuration in HCL or JSON, a state or plan as `terraform show -json` prints it. */
export const terraformReader: EvidenceReader = {
  kind: 'terraform',
  hears: ['terraform'],
  recognises({ name, bytes }) {
    if (!looksLikeText(bytes)) return 0
    const text = beginningOf(bytes)
    if (isJson(text)) {
      const state = text.includes('"terraform_version"') || text.includes('"format_version"')
      if (state) return beginningOf(bytes, mostOfState).includes('"nsxt_') ? 0.97 : 0
      return /"(?:resource|data)"\s{0,20}:\s{0,20}[{[]/.test(text) && text.includes('"nsxt_') ? 0.95 : 0
    }
    if (resource.test(text)) return 0.97
    // Values that the resources of other files of the module refer to.
    if (/\.tf$/i.test(name) && values.test(text) && !anyResource.test(text)) return 0.7
    return /\.tfvars$/i.test(name) ? 0.65 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const text = beginningOf(file.bytes, file.bytes.length)
    const places = placesOf(text)
    const read = isJson(text) ? readJsonForm(text) : readConfiguration(text)
    const heard = heardNames(ofModule(file.name), context?.told ?? [])
    const members = new Map([...heard].map(([name, told]) => [name, told.members ?? []]))
    const { tree, make } = readResources(read, members, places, tally)
    takeHeard(tree, heard)
    const rules = referencesOf(tree, file.name, places, tally)
    const literals = literalReferences(read.texts, {
      text,
      file: file.name,
      places,
      names: context,
      carried: make.allCarried(),
    })
    const broken = referencesOfBroken(text, read.brokenAt, places, tally, {
      kind: 'config-literal',
      file: file.name,
    })
    const head = text.slice(0, 10_000).split('\n', 40)
    const owner = ownerInHead(head.map((line, at) => ({ number: at + 1, text: places.plain(line) })))
    const owned = (one: Reference): Reference =>
      owner === undefined || one.ownerHint !== undefined
        ? one
        : { ...one, ownerHint: owner, ownerHintBasis: 'file-head' }
    function* references(): Iterable<Reference> {
      for (const some of [rules, literals, broken]) for (const one of some) yield owned(one)
    }
    return telling(tally, places.masked, {
      references: references(),
      told: toldBy(file.name, read, make.values, tree),
    })
  },
}

function isJson(text: string): boolean {
  return /^\ufeff?\s*\{/.test(text.slice(0, 2000))
}
