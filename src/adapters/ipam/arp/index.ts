import { makeTally, printedText, telling } from '../../../algebra/evidence/collect.ts'
import { linesOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { deviceOf, isFurniture, neighbourOf, readNeighbours } from './read.ts'
import { referencesOf } from './to-model.ts'

/** Lines that are looked at to recognise a table; legends of switches are long. */
const looked = 60

/** ARP and MAC tables as switches, Linux and Windows print them. */
export const arpReader: EvidenceReader = {
  kind: 'arp',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const lines = [...linesOf(file.bytes.subarray(0, 16_384))]
      .filter(({ text }) => text.trim() !== '' && text.length < 400)
      .slice(0, looked)
    const others = lines.filter(({ text }) => !isFurniture(text.trim()))
    const rows = others.filter((line) => neighbourOf(line, line.text.trim(), undefined) !== undefined).length
    // Around an address and a card other files have other signs.
    const simple = others.every(
      ({ text }) => !/[,;{}="]/.test(text.replace(/\b(?:days?|vlan\d{1,4}), /i, '')),
    )
    return rows === 0 || !simple ? 0 : rows * 2 >= others.length ? 0.93 : rows >= 3 ? 0.7 : 0.3
  },
  read(file) {
    const tally = makeTally()
    const text = printedText(file.bytes)
    const device = deviceOf(text)
    const references = referencesOf(readNeighbours(text, tally), file.name, device ?? file.name)
    return telling(tally, text.masked, { references, device })
  },
}
