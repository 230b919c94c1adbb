import { decodeXmlText } from './entities.ts'

/** An element with its place in the text. */
export interface PlacedElement {
  readonly name: string
  /** Offset of its `<`. */
  readonly at: number
  /** The `name` attribute, that so many configurations tell their entries apart by. */
  readonly label?: string
  /** Character data directly inside it, trimmed, and the offset where it begins. */
  text: string
  textAt: number
  readonly children: PlacedElement[]
}

/** What was read, and where the text broke the rules of XML. */
export interface PlacedXml {
  readonly roots: readonly PlacedElement[]
  /** Offsets, at most a hundred. */
  readonly faults: readonly number[]
}

const deepest = 200
const longestTag = 65_536
const mostFaults = 100
const none: PlacedElement[] = []

/**
 * Reads XML with the place of every element and goes on after a fault: a tag that closes nothing is passed over, what
 * is still open at the end is closed there. Nothing outside the text is read and no entity is defined.
 */
export function readPlacedXml(text: string): PlacedXml {
  const top: PlacedElement = { name: '', at: 0, text: '', textAt: 0, children: [] }
  const stack: PlacedElement[] = [top]
  const faults: number[] = []
  const fault = (at: number): void => {
    if (faults.length < mostFaults) faults.push(at)
  }
  let at = text.indexOf('<')
  while (at >= 0) {
    const code = text.charCodeAt(at + 1)
    let end: number
    if (code === 33 || code === 63) {
      end = endOfSpecial(text, at)
      if (end < 0) {
        // What never ends is not looked for again: the reading stays linear.
        fault(at)
        break
      }
    } else {
      end = endOfTag(text, at)
      if (end < 0) fault(at)
      else if (code === 47) {
        if (!close(stack, text.slice(at + 2, end).trim())) fault(at)
      } else open(stack, text, at, end)
    }
    const from = end < 0 ? at + 1 : end + 1
    const next = text.indexOf('<', from)
    addText(stack, text, from, next < 0 ? text.length : next)
    at = next
  }
  if (stack.length > 1) fault(text.length)
  return { roots: top.children, faults }
}

/** The first child of a name. */
export function placedChild(element: PlacedElement, name: string): PlacedElement | undefined {
  return element.children.find((child) => child.name === name)
}

function endOfSpecial(text: string, at: number): number {
  const terminator = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : '>'
  const end = text.indexOf(terminator, at + 2)
  return end < 0 ? -1 : end + terminator.length - 1
}

/** The `>` of a tag; one within quotes does not count. */
function endOfTag(text: string, at: number): number {
  const first = text.charCodeAt(at + 1)
  if (!(first > 62 || first === 47) || first === 91) return -1
  const most = Math.min(text.length, at + longestTag)
  let quote = 0
  for (let cursor = at + 1; cursor < most; cursor++) {
    const code = text.charCodeAt(cursor)
    if (quote > 0) {
      if (code === quote) quote = 0
    } else if (code === 62) return cursor
    else if (code === 34 || code === 39) quote = code
    else if (code === 60) return -1
  }
  return -1
}

function open(stack: PlacedElement[], text: string, at: number, end: number): void {
  let from = at + 1
  while (from < end && text.charCodeAt(from) > 32 && text.charCodeAt(from) !== 47) from++
  const label = from < end - 1 ? labelIn(text.slice(from, end)) : undefined
  const element: PlacedElement = {
    name: text.slice(at + 1, from),
    at,
    ...(label === undefined ? {} : { label }),
    text: '',
    textAt: at,
    children: none,
  }
  const parent = stack.at(-1)
  if (!parent) return
  if (parent.children === none) stack[stack.length - 1] = replaced(stack, parent)
  stack.at(-1)?.children.push(element)
  if (text.charCodeAt(end - 1) !== 47 && stack.length <= deepest) stack.push(element)
}

/** Most elements have no children, so they share one empty list until the first comes. */
function replaced(stack: readonly PlacedElement[], element: PlacedElement): PlacedElement {
  const own = { ...element, children: [] }
  const siblings = stack.at(-2)?.children
  if (siblings) siblings[siblings.length - 1] = own
  return own
}

function labelIn(attributes: string): string | undefined {
  const found = /\sname=(?:"([^"]*)"|'([^']*)')/.exec(attributes)
  return found ? decoded(found[1] ?? found[2] ?? '') : undefined
}

/** Closes the innermost open element of a name, and what was left open within it. */
function close(stack: PlacedElement[], name: string): boolean {
  for (let depth = stack.length - 1; depth > 0; depth--) {
    if (stack[depth]?.name !== name) continue
    stack.length = depth
    return true
  }
  return false
}

function addText(stack: readonly PlacedElement[], text: string, from: number, to: number): void {
  let start = from
  while (start < to && text.charCodeAt(start) <= 32) start++
  const element = stack.at(-1)
  if (start === to || stack.length === 1 || !element) return
  if (element.text === '') element.textAt = start
  element.text += decoded(text.slice(start, to).trimEnd())
}

function decoded(raw: string): string {
  if (!raw.includes('&')) return raw
  try {
    return decodeXmlText(raw, 0)
  } catch {
    return raw
  }
}
