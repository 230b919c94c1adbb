import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { maskedDeviceLines, placedWords } from '../../../algebra/evidence/device-lines.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { takeCommand } from './gather.ts'
import { commandsOf } from './read.ts'
import { type Command, emptyNetScaler } from './schema.ts'
import { referencesOf } from './to-model.ts'

const telling =
  /^(?:add|bind|set|link) (?:server|service|serviceGroup|lb vserver|lb monitor|cs vserver|ns ip|ns config|ns hostName|ssl certKey|vpn vserver) \S/gm

/** Citrix NetScaler (ADC): `ns.conf`, or what `show ns runningConfig` prints. */
export const netScalerReader: EvidenceReader = {
  kind: 'netscaler',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (/^#NS\d{1,2}\.\d/m.test(text.slice(0, 400))) return 0.98
    return (text.match(telling)?.length ?? 0) > 1 ? 0.95 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const { lines, masked } = maskedDeviceLines(
      file.bytes,
      /-encrypted|-passcrypt|radkey|secret|passw|passphrase|-psk|community|-keyvalue/i,
      secretsIn,
    )
    const state = emptyNetScaler()
    const others: Command[] = []
    for (const command of commandsOf(lines, tally)) {
      if (command.verb === 'unset' || command.verb === 'rm') continue
      if (command.verb === '' || !takeCommand(state, command)) others.push(command)
      else if (command.options.size > 0) others.push(optionsOf(command))
    }
    const references = referencesOf(state, others, {
      file: file.name,
      lines,
      names: context,
      headOwner: ownerInHead(lines),
    })
    return gathered(tally, masked, { references, device: state.host })
  },
}

/** The options of a command whose words are taken: addresses in them are named there as well. */
function optionsOf({ verb, object, words, options, line }: Command): Command {
  // The name that a GSLB server answers is told with its addresses.
  const rest = options.has('domainname')
    ? new Map([...options].filter(([key]) => key !== 'domainname'))
    : options
  return { verb, object: [object, words[0] ?? ''].join(' ').slice(0, 120), words: [], options: rest, line }
}

/** What stands before `-encrypted`, and what an option of a secret is followed by. */
function secretsIn(text: string): readonly (readonly [number, number])[] {
  const words = placedWords(text)
  const found: (readonly [number, number])[] = []
  for (const [at, { text: word }] of words.entries()) {
    const next = words[at + 1]
    const before = words[at - 1]
    const option = word.toLowerCase()
    if (option === '-encrypted' && before && !before.text.startsWith('-'))
      found.push([before.from, before.to])
    else if (
      /^-(?:passcrypt|radkey|psk|keyvalue|.{0,40}community(?:name)?|.{0,40}passw(?:or)?d|.{0,40}secret|.{0,40}passphrase)$/.test(
        option,
      ) &&
      next
    )
      found.push([next.from, next.to])
  }
  return found.sort((a, b) => a[0] - b[0])
}
