import type { Directive, Word } from './schema.ts'

/** A source that may ask or tell. */
export interface SourceOperand {
  readonly kind: 'source'
  readonly word: Word | undefined
  /** Older agents write the mask as a word of its own. */
  readonly mask?: Word | undefined
  readonly name?: string | undefined
  readonly action?: string
  readonly service: string
}

/** Who is told, who is asked in its turn, where the agent itself listens. */
export interface EndpointOperand {
  readonly kind: 'receiver' | 'peer' | 'listens'
  readonly word: Word | undefined
  readonly port: string
}

/** `text`: a command or a script, which may name addresses. */
type Operand = SourceOperand | EndpointOperand | { readonly kind: 'text' } | { readonly kind: 'included' }

const texts: ReadonlySet<string> = new Set(
  'exec execfix extend extend-sh extendfix sh pass pass_persist perl procfix traphandle injecthandler override'.split(
    ' ',
  ),
)
/** Options of SNMP tools whose value is a word of its own. */
const valued = /^-(?:[vulaAxXcneEtrmMLZTYD]|Cn|3[mMkK])$/

/** What a directive says of an address; undefined when it says nothing of one. */
export function operandOf({ name, words }: Directive): Operand | undefined {
  const at = words[1]?.text === '-Cn' || words[1]?.text === '-s' ? 3 : 1
  if (/^r[ow]community6?$/.test(name))
    return asks(words[2], { action: name.startsWith('rw') ? 'read-write' : 'read-only' })
  if (/^com2sec6?$/.test(name)) return asks(words[at + 1], { name: words[at]?.text })
  if (name === 'authcommunity') return { ...asks(words[at + 2]), service: 'udp/162' }
  if (/^(?:trap2?|inform)sink$/.test(name)) return { ...receiver(words), kind: 'receiver' }
  if (name === 'trapsess' || name === 'informsess')
    return { kind: 'receiver', word: hostOf(words, 1), port: '162' }
  if (name === 'proxy') return { kind: 'peer', word: hostOf(words, 1), port: '161' }
  if (name === 'forward') return { kind: 'receiver', word: words[2], port: '162' }
  if (name === 'agentaddress') return { kind: 'listens', word: words[1], port: '161' }
  if (name === 'snmptrapdaddr') return { kind: 'listens', word: words[1], port: '162' }
  if (name === 'agentxsocket' || name === 'smuxsocket')
    return { kind: 'listens', word: words[1], port: name === 'smuxsocket' ? '199' : '705' }
  if (name === 'clientaddr' || name === 'v1trapaddress') return { kind: 'listens', word: words[1], port: '0' }
  if (name === 'community') return asks(words[2], { mask: words[3] })
  if (name === 'smux') return { ...asks(words[3], { mask: words[4] }), service: 'tcp/199' }
  if (name === 'trap') return { kind: 'receiver', word: words[2], port: '162' }
  if (/^include(?:file|dir)$/.test(name)) return { kind: 'included' }
  return texts.has(name) ? { kind: 'text' } : undefined
}

function asks(word: Word | undefined, more: Partial<SourceOperand> = {}): SourceOperand {
  return { kind: 'source', word, service: 'udp/161', ...more }
}

/** `trapsink HOST [COMMUNITY [PORT]]`. */
function receiver(words: readonly Word[]): { readonly word: Word | undefined; readonly port: string } {
  const port = words[3]?.text ?? ''
  return { word: words[1], port: /^\d{1,5}$/.test(port) ? port : '162' }
}

/** The first word behind the options of an SNMP tool: the host that is spoken to. */
function hostOf(words: readonly Word[], from: number): Word | undefined {
  for (let at = from; at < words.length; at++) {
    const word = words[at]
    if (!word?.text.startsWith('-')) return word
    // `-v2c` has its value within, `-v 2c` behind.
    if (valued.test(word.text)) at++
  }
  return undefined
}
