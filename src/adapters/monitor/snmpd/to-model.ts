import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { parseIpv4 } from '../../../lib/ip.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import { type EndpointOperand, operandOf, type SourceOperand } from './operands.ts'
import type { AboutMachine, SnmpOwner } from './owner.ts'
import { type Directive, isKnown, type Word } from './schema.ts'
import { endpointOf, maskedSource, type Named, type NotNamed, sourceOf } from './source.ts'

/** What a reading of directives needs besides them. */
interface SnmpScope extends AboutMachine {
  readonly file: string
  readonly tally: Tally
}

/** What a word names, and what its directive says of it. */
interface Found {
  readonly word: Word
  readonly named: Named
  readonly role: Role
  readonly name?: string | undefined
  readonly action?: string | undefined
}

/** The references of all directives: allow-lists, receivers of traps, own addresses, addresses in commands. */
export function* referencesOf(directives: Iterable<Directive>, scope: SnmpScope): Iterable<Reference> {
  const { file, owner, tally } = scope
  const device = scope.device ?? file
  for (const directive of directives) {
    const { name, line, comment } = directive
    // `[snmp]`: what follows is meant for one program.
    if (!isKnown(name) && !/^\[\w{1,40}\]$/.test(name)) {
      tally.unknown(
        /^[a-z][\w.-]{0,40}$/.test(name) ? `directive ${name}` : 'line that is no directive',
        line,
      )
      continue
    }
    tally.known()
    const found = foundIn(directive, tally)
    if (found.length === 0) continue
    const own = comment === '' ? undefined : ownerInText(comment)
    const whose: SnmpOwner | undefined = own === undefined ? owner : { name: own, basis: 'comment' }
    for (const one of found) yield referenceOf(one, directive, { file, device, whose })
  }
}

function foundIn(directive: Directive, tally: Tally): readonly Found[] {
  const operand = operandOf(directive)
  if (operand === undefined) return []
  switch (operand.kind) {
    case 'included':
      tally.note('included file', directive.line)
      return []
    case 'text':
      return directive.words.slice(1).flatMap(literalsOfWord)
    case 'source':
      return sourcesOf(operand, tally)
    default:
      // `--clientaddr=10.0.0.5` of a session.
      return [
        ...endpointsOf(operand, tally),
        ...directive.words.filter(({ text }) => text.startsWith('--')).flatMap(literalsOfWord),
      ]
  }
}

function literalsOfWord(word: Word): readonly Found[] {
  return literalsIn(word.text).map((literal) => {
    const { column = 1, ...parts } = partsOfLiteral(literal)
    return { word, named: { ...parts, offset: column - 1 }, role: 'literal' }
  })
}

function sourcesOf({ word, mask, name, action, service }: SourceOperand, tally: Tally): readonly Found[] {
  if (word === undefined) return []
  const masked = mask !== undefined && parseIpv4(mask.text) !== undefined
  const named = counted(
    masked ? maskedSource(word.text, word.text, mask.text) : sourceOf(word.text),
    word,
    tally,
  )
  return named ? [{ word, named: { ...named, service }, role: 'source', name, action }] : []
}

function endpointsOf({ kind, word, port }: EndpointOperand, tally: Tally): readonly Found[] {
  if (word === undefined) return []
  const found: Found[] = []
  let from = 0
  for (const part of kind === 'listens' ? word.text.split(',') : [word.text]) {
    const named = counted(endpointOf(part, port), word, tally)
    const role = kind === 'receiver' ? 'destination' : 'literal'
    if (named) found.push({ word, named: { ...named, offset: from + named.offset }, role })
    from += part.length + 1
  }
  return found
}

/** What is named; why nothing is, is counted where it may matter. */
function counted(found: Named | NotNamed, { line }: Word, tally: Tally): Named | undefined {
  if (typeof found !== 'string') return found
  if (found !== 'everyone' && found !== 'this machine') tally.note(found, line)
  return undefined
}

function referenceOf(
  { word, named, role, name, action }: Found,
  { words }: Directive,
  {
    file,
    device,
    whose,
  }: { readonly file: string; readonly device: string; readonly whose: SnmpOwner | undefined },
): Reference {
  const column = word.column + named.offset
  return makeReference({
    kind: 'config-literal',
    device,
    file,
    line: word.line.number,
    text: excerpt(word.line.text, 400, column),
    matched: named.matched,
    strength: named.strength,
    role,
    name: name ?? words[0]?.text,
    covers: named.covers,
    host: named.host,
    service: named.service,
    action,
    column,
    ownerHint: whose?.name,
    ownerHintBasis: whose?.basis,
  })
}
