import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { referencesOfBroken } from '../../../algebra/evidence/damaged.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { FormatError } from '../../../lib/format-error.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { literalReferences } from '../shared/fallback.ts'
import { referencesOf } from './to-model.ts'
import { readMarked, readYamlForm, type Tree } from './tree.ts'

/** Zabbix: exports of hosts and templates in YAML, XML or JSON, answers of `host.get`. */
export const zabbixReader: EvidenceReader = {
  kind: 'zabbix',
  recognises({ bytes }) {
    if (!looksLikeText(bytes)) return 0
    const text = beginningOf(bytes)
    if (/^zabbix_export\s{0,5}:|<zabbix_export[\s>]|"zabbix_export"\s{0,20}:/m.test(text)) return 0.97
    if (!text.includes('"jsonrpc"') || !text.includes('"ip"')) return 0
    return text.includes('"interfaceid"') || (text.includes('"interfaces"') && text.includes('"hostid"'))
      ? 0.9
      : 0
  },
  read(file, context) {
    const tally = makeTally()
    const text = beginningOf(file.bytes, file.bytes.length)
    const places = placesOf(text)
    let tree: Tree
    try {
      tree = /^\ufeff?\s*[{[<]/.test(text.slice(0, 2000)) ? readMarked(text) : readYamlForm(text, file.name)
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      const { lines, masked } = maskedLines(file.bytes)
      tally.unknown(error.message, lines[(error.where.line ?? 1) - 1] ?? { number: 1, text: '' })
      return gathered(tally, masked, { references: literalReferences(lines, file.name, undefined) })
    }
    const { root, brokenAt, faults = [] } = tree
    const references = referencesOf(root, { file: file.name, text, places, names: context, tally })
    for (const at of faults) tally.unknown('XML that is not whole', places.lineAt(Math.min(at, text.length)))
    const broken = referencesOfBroken(text, brokenAt, places, tally, {
      kind: 'monitor-target',
      file: file.name,
    })
    return gathered(tally, places.masked(), { references: [...references, ...broken] })
  },
}
