import {
  Composer,
  Document,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml'
import { FormatError } from '../../lib/format-error.ts'
import { nodeAt } from './pairs.ts'

/** What a YAML file may cost before it is refused. */
export interface YamlLimits {
  /** UTF-16 units of text. */
  readonly characters: number
  /** Collections inside each other. */
  readonly depth: number
  /** How many nodes aliases may expand to. */
  readonly aliases: number
}

/** Limits for a file that a person writes: 1 MB, 64 levels, 100 aliases. */
export const handWritten: YamlLimits = { characters: 1_000_000, depth: 64, aliases: 100 }

/** A place in a text, counted from one. */
export interface YamlPlace {
  readonly line: number
  readonly column: number
}

/** What one YAML document says, and where each part of it stands. */
export interface YamlRead {
  readonly value: unknown
  /** The place of the value at `path`, or of the nearest part around it that exists. */
  locate(path: readonly (string | number)[]): YamlPlace
}

/**
 * Reads one document of YAML 1.2 core: no custom tags, no merge keys, keys unique. `file` is only for the message.
 * Throws a FormatError with line and column.
 */
export function readYaml(text: string, file: string, limits: YamlLimits = handWritten): YamlRead {
  const lines = new LineCounter()
  const document = parseWithin(text, file, limits, lines)
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: limits.aliases })
  } catch (cause) {
    throw new FormatError(
      'YAML',
      { seen: 'too many aliases', expected: `at most ${limits.aliases} of them`, where: { file } },
      { cause },
    )
  }
  return { value, locate: (path) => placeOf(document, path, lines) }
}

/** Parses within limits; the document keeps comments and blank lines. Throws a FormatError with line and column. */
export function parseWithin(text: string, file: string, limits: YamlLimits, lines: LineCounter): Document {
  if (text.length > limits.characters) {
    throw new FormatError('YAML', {
      seen: `${text.length} characters`,
      expected: `at most ${limits.characters}`,
      where: { file },
    })
  }
  const tooDeep = new FormatError('YAML', {
    seen: `more than ${limits.depth} levels`,
    expected: 'fewer levels',
    where: { file },
  })
  // The composer recurses, and the parser before it is slow on deep files.
  if (flowDepth(text, limits.depth) > limits.depth) throw tooDeep
  const document = firstDocument(
    text,
    lines,
    (found) => {
      if (found === 'too deep') return tooDeep
      return malformed(found.message, found.pos[0], file, lines, found)
    },
    limits.depth,
  )
  const twice = firstRepeatedKey(document)
  if (twice) throw malformed('Map keys must be unique', twice.range?.[0] ?? 0, file, lines)
  return document
}

/**
 * The document, composed up to the first mistake: the library goes on behind it and makes an error for each further one,
 * of which a megabyte of closing brackets has a million.
 */
function firstDocument(
  text: string,
  lines: LineCounter,
  refused: (found: Mistake | 'too deep') => FormatError,
  most: number,
): Document {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    // Its own test compares every key with every other; ours follows.
    uniqueKeys: false,
  })
  // The list that the library adds its mistakes to; what catches the first one on the way tells it again.
  let first: Mistake | undefined
  composer.streamInfo().errors.push = (error) => {
    throw refused((first ??= error))
  }
  let documents = 0
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    if (token.type === 'document' && ++documents > 1)
      throw refused({ message: 'Source contains multiple documents', pos: [token.offset] })
    if (isDeeper(token, most)) throw refused('too deep')
    for (const _ of composer.next(token)) continue
  }
  const [document = new Document()] = composer.end(true, text.length)
  const error = document.errors[0] ?? document.warnings[0]
  if (error) throw refused(error)
  return document
}

/** What the library says of a mistake. */
type Mistake = Pick<YAMLError, 'message'> & { readonly pos: readonly [number, ...number[]] }

function malformed(
  message: string,
  offset: number,
  file: string,
  lines: LineCounter,
  cause?: unknown,
): FormatError {
  const { line, col } = lines.linePos(offset)
  const where = { file, line, column: col }
  return new FormatError(
    'YAML',
    { seen: oneLine(message), expected: 'well-formed YAML', where },
    cause === undefined ? {} : { cause },
  )
}

/** The key that comes a second time in its mapping, the first such in the text. */
function firstRepeatedKey(document: Document): Scalar | undefined {
  let found: Scalar | undefined
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value) && (key.range?.[0] ?? 0) < (found?.range?.[0] ?? Number.POSITIVE_INFINITY))
          found = key
        seen.add(key.value)
      }
    },
  })
  return found
}

/** Whether collections of a part stand deeper inside each other; by a list, since the composer's recursion is what it spares. */
function isDeeper(token: unknown, most: number): boolean {
  const open: { readonly part: unknown; readonly depth: number }[] = [{ part: token, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth } = next
    if (typeof part !== 'object' || part === null) continue
    if (depth > most) return true
    if ('items' in part && Array.isArray(part.items)) {
      for (const item of part.items) open.push({ part: item, depth: depth + 1 })
    }
    if ('key' in part) open.push({ part: part.key, depth })
    if ('value' in part) open.push({ part: part.value, depth })
  }
  return false
}

/** The deepest nesting that brackets, and dashes on one line, give; stops at the first place beyond `most`. */
function flowDepth(text: string, most: number): number {
  let brackets = 0
  let dashes = 0
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++
    else if (token === ']' || token === '}') brackets--
    else if (token === '-' || token === '?' || token === ':') dashes++
    else if (token.includes('\n')) dashes = 0
    if (brackets > most || dashes > most) return most + 1
    // What closes nothing is a mistake, which the parser tells.
    if (brackets < 0) return 0
  }
  return 0
}

function placeOf(document: Document, path: readonly (string | number)[], lines: LineCounter): YamlPlace {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : nodeAt(document, path.slice(0, length))
    if (node?.range) {
      const { line, col } = lines.linePos(node.range[0])
      return { line, column: col }
    }
  }
  return { line: 1, column: 1 }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
