import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { defaultXmlLimits, XmlParser } from './index.ts'

type Told = readonly [what: 'open' | 'text' | 'close', ...string[]]

/** What was told, with pieces of text that follow each other joined. */
class Teller {
  readonly told: Told[] = []

  text(value: string): void {
    const before = this.told.at(-1)
    if (value === '') return
    if (before?.[0] === 'text') this.told[this.told.length - 1] = ['text', `${before[1] ?? ''}${value}`]
    else this.told.push(['text', value])
  }
}

function saxes(document: string): readonly Told[] {
  const teller = new Teller()
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) =>
    teller.told.push(['open', name, ...Object.entries(attributes).flat()]),
  )
  parser.on('text', (text) => teller.text(text))
  parser.on('cdata', (text) => teller.text(text))
  parser.on('closetag', ({ name }) => teller.told.push(['close', name]))
  parser.write(document).close()
  // White space around the root is no part of the document.
  return teller.told.slice(teller.told[0]?.[0] === 'text' ? 1 : 0, lastClose(teller.told))
}

function lastClose(told: readonly Told[]): number {
  return told.findLastIndex(([what]) => what === 'close') + 1
}

function ours(bytes: Uint8Array, sizes: readonly number[], leaves: boolean): readonly Told[] {
  const teller = new Teller()
  const open = (name: string, attributes: readonly { name: string; value: string }[]): void =>
    void teller.told.push(['open', name, ...attributes.flatMap((one) => [one.name, one.value])])
  const close = (name: string): void => void teller.told.push(['close', name])
  const steps = { open, close, text: (value: string) => teller.text(value) }
  const parser = new XmlParser(
    leaves
      ? {
          ...steps,
          leaf({ name, attributes }, text) {
            open(name, attributes)
            teller.text(text.toString())
            if (text.own() !== text.toString() || !Object.is(text.number(), Number(text.toString())))
              throw new Error(`${text.toString()} is told in different ways`)
            close(name)
          },
        }
      : steps,
  )
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    parser.write(bytes.subarray(at, at + size))
    at += size
  }
  parser.end()
  return teller.told
}

const name = fc.constantFrom('a', 'b', 'val', 'v:val', 'größe', 'objects', 'n'.repeat(90))
const value = fc.string({
  unit: fc.constantFrom(
    'a',
    '7',
    '-',
    '.',
    ' ',
    'ü',
    '€',
    '😀',
    '>',
    '/',
    '=',
    "'",
    '&amp;',
    '&#x20AC;',
    '&#10;',
  ),
  maxLength: 14,
})
const words = fc.string({
  unit: fc.constantFrom('a', '7', '-', ' ', 'ü', '€', '😀', '>', ']', '\n', '\r\n', '&lt;', '&#228;', '"'),
  maxLength: 20,
})
const numbers = fc.constantFrom(
  '-7',
  '007',
  '1e3',
  '-',
  '-0',
  '0x1f',
  ' 5 ',
  '&#49;',
  '123456789012345',
  '12345678901234567890',
)
const text = fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: numbers })
const attributes = fc
  .uniqueArray(fc.tuple(fc.constantFrom('x', 'xsi:type', 'type', 'ä', 'long'.repeat(12)), value), {
    selector: ([key]) => key,
    maxLength: 4,
  })
  .map((pairs) => pairs.map(([key, said]) => ` ${key}="${said}"`).join(''))
const around = fc.constantFrom('', ' ', '\n', '<!-- - a < b & -->', '<?go on?>', '<![CDATA[<x>&amp;]]>')

const { node } = fc.letrec<{ node: string }>((tie) => ({
  node: fc
    .record({
      name,
      attributes,
      blank: fc.constantFrom('', ' ', '\n\t'),
      text,
      before: around,
      children: fc.oneof(
        { maxDepth: 4 },
        fc.constant<string[]>([]),
        // The same again and again is what is kept: what is kept must not be taken for anything else.
        fc
          .tuple(fc.array(tie('node'), { maxLength: 3 }), fc.integer({ min: 1, max: 4 }))
          .map(([nodes, times]) => Array.from({ length: times }, () => nodes).flat()),
      ),
    })
    .map((one) => {
      const content = one.before + one.children.join('') + one.text.replaceAll(']]>', ']')
      if (content === '') return `<${one.name}${one.attributes}${one.blank}/>`
      return `<${one.name}${one.attributes}${one.blank}>${content}</${one.name}${one.blank}>`
    }),
}))

test('XML: what saxes tells of a document is told, wherever its pieces end', () => {
  fc.assert(
    fc.property(
      node,
      fc.constantFrom('', '﻿', '<?xml version="1.0"?>\n'),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      (root, begin, sizes, leaves) => {
        const document = `${begin}${root}\n`
        const expected = saxes(document.replaceAll('﻿', ''))
        const bytes = Buffer.from(document)
        expect(ours(bytes, sizes, leaves)).toEqual(expected)
        expect(ours(bytes, [bytes.length], leaves)).toEqual(expected)
      },
    ),
    { numRuns: 500 },
  )
})

test('XML: documents of many pieces of memory are told as saxes tells them', () => {
  fc.assert(
    fc.property(
      fc.array(node, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 300 }),
      fc.constantFrom('', 'ü'),
      (nodes, shift, sign) => {
        const filler = `<val xsi:type="xsd:string">${sign}${'x'.repeat(shift)}</val>`
        const unit = nodes.join(filler) + filler
        const document = `<r>${unit.repeat(Math.ceil(140_000 / unit.length))}</r>`
        // One string each: there are tens of thousands of them.
        const told = ours(Buffer.from(document), [document.length * 2], true)
        expect(JSON.stringify(told)).toBe(JSON.stringify(saxes(document)))
      },
    ),
    { numRuns: 8 },
  )
})

test('XML: a tag that was kept does not pass a limit that it would not have passed', () => {
  const tag = `<a ${Array.from({ length: 7 }, (_, at) => `k${at}="1"`).join(' ')}/>`
  const read = (most: number) => () => {
    const parser = new XmlParser(
      { open() {}, text() {}, close() {} },
      { ...defaultXmlLimits, maxAttributes: most },
    )
    parser.write(`<r>${tag.repeat(5)}</r>`)
    parser.end()
  }
  expect(read(7)).not.toThrow()
  expect(read(6)).toThrow('more than 6 attributes')
  expect(read(7)).not.toThrow()
})
