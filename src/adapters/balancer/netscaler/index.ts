import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { maskedDeviceText, placedWords } from '../../../algebra/evidence/device-lines.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { parseSpan } from '../../../lib/ip.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { takeCommand } from './gather.ts'
import { commandsOf, hostOf } from './read.ts'
import { type Command, emptyNetScaler } from './schema.ts'
import { Teller } from './to-model.ts'

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
    const text = maskedDeviceText(
      file.bytes,
      /-encrypted|-passcrypt|radkey|secret|passw|passphrase|-psk|community|-keyvalue/i,
      secretsIn,
    )
    const host = hostOf(text)
    const state = emptyNetScaler()
    const teller = new Teller({
      file: file.name,
      device: host ?? file.name,
      names: context,
      headOwner: ownerInHead(text),
    })
    for (const command of commandsOf(text, tally)) {
      if (command.verb === 'unset' || command.verb === 'rm') continue
      if (command.verb === '' || !takeCommand(state, command)) teller.command(command)
      else if (command.options.size > 0) teller.command(optionsOf(command))
    }
    teller.state(state)
    const references = teller.references.sort((a, b) => a.line - b.line)
    return gathered(tally, text.masked, { references, device: host })
  },
}

/** The options of a command whose words are taken: addresses in them are named there as well. */
function optionsOf(command: Command): Command {
  const { object, words, options } = command
  // What a name server answers, by name or by its outside address, is told as such.
  const told =
    options.has('domainname') ||
    (object === 'gslb service' && parseSpan(options.get('publicip')?.[0] ?? '') !== undefined)
  const rest = told
    ? new Map(
        [...options].filter(
          ([key]) => key !== 'domainname' && (key !== 'publicip' || object !== 'gslb service'),
        ),
      )
    : options
  return { ...command, object: [object, words[0] ?? ''].join(' ').slice(0, 120), words: [], options: rest }
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
