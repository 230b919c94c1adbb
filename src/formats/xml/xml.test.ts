import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FormatError } from '../../lib/format-error.ts'
import { attributeOf, childText, collectElements, escapeXml, parseXmlDocument, XmlParser } from './index.ts'
import { defaultXmlLimits, type XmlElement, type XmlLimits } from './index.ts'

type Event = readonly ['open' | 'text' | 'close', string, ...string[]]

function eventsOf(chunks: Iterable<string | Uint8Array>, limits?: XmlLimits): Event[] {
  const events: Event[] = []
  const parser = new XmlParser(
    {
      open: (name, attributes) =>
        events.push(['open', name, ...attributes.flatMap((one) => [one.name, one.value])]),
      text(value) {
        const before = events.at(-1)
        if (before?.[0] === 'text') events[events.length - 1] = ['text', before[1] + value]
        else events.push(['text', value])
      },
      close: (name) => events.push(['close', name]),
    },
    limits,
  )
  for (const chunk of chunks) parser.write(chunk)
  parser.end()
  return events
}

function refusal(document: string, limits?: Partial<XmlLimits>): string {
  try {
    eventsOf([document], { ...defaultXmlLimits, ...limits })
  } catch (error) {
    if (error instanceof FormatError) return error.message
    throw error
  }
  return 'accepted'
}

test('XML: a document is told as events with decoded text and attributes', () => {
  const document = `<?xml version="1.0"?>\n<!-- note --><v:a x='1 > 0' xsi:type = "B&amp;C"><b/>t&#x41;&#66;&lt;\r\n<![CDATA[<raw>&]]></v:a>\n`
  expect(eventsOf([document])).toEqual([
    ['open', 'v:a', 'x', '1 > 0', 'xsi:type', 'B&C'],
    ['open', 'b'],
    ['close', 'b'],
    ['text', 'tAB<\n<raw>&'],
    ['close', 'v:a'],
  ])
})

test('XML: chunks may end anywhere, within a tag, a reference, a CDATA or a character', () => {
  const document =
    '<?xml?><a k="ü&quot;&lt;"><!-- -- x --><b>größe €\u{1F600} &amp; &#x20AC;\r\n</b><![CDATA[]] ]>x]]></a  >'
  const whole = eventsOf([document])
  const bytes = Buffer.from(document)
  expect(eventsOf(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (sizes) => {
      const chunks: Uint8Array[] = []
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1
        chunks.push(bytes.subarray(at, at + size))
        at += size
      }
      expect(eventsOf(chunks)).toEqual(whole)
    }),
    { numRuns: 200 },
  )
})

test('XML: any tree that is written comes back equal', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,5}$/)
  const text = fc.string({
    unit: fc.constantFrom('a', '<', '>', '&', '"', "'", ' ', 'ß', '😀', ']', '\n', '\r'),
    maxLength: 8,
  })
  const tree = fc.letrec<{ node: Tree }>((tie) => ({
    node: fc.record({
      name,
      value: text,
      text,
      children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('node'), { maxLength: 3 })),
    }),
  })).node
  interface Tree {
    readonly name: string
    readonly value: string
    readonly text: string
    readonly children: readonly Tree[]
  }
  const write = (node: Tree): string =>
    `<${node.name} v="${escapeXml(node.value)}">${node.children.map(write).join('') || escapeXml(node.text)}</${node.name}>`
  const plain = (element: XmlElement): Tree => ({
    name: element.name,
    value: attributeOf(element, 'v') ?? '',
    text: element.text,
    children: element.children.map(plain),
  })
  const leafText = (node: Tree): Tree => ({
    ...node,
    text: node.children.length > 0 ? '' : node.text,
    children: node.children.map(leafText),
  })
  fc.assert(
    fc.property(tree, (node) => {
      expect(plain(parseXmlDocument(write(node)))).toEqual(leafText(node))
    }),
  )
})

test('XML: a mutated document is read or refused, never anything else', () => {
  const document = '<?xml version="1.0"?><a b="c"><d>e &amp; f</d><![CDATA[g]]><!-- h --><i j=\'k\'/></a>'
  fc.assert(
    fc.property(
      fc.nat(document.length - 1),
      fc.constantFrom('', '<', '>', '&', '"', '/', '!', '\0', ']]>'),
      (at, by) => {
        const outcome = refusal(document.slice(0, at) + by + document.slice(at + 1))
        expect(outcome === 'accepted' || outcome.startsWith('XML: found ')).toBe(true)
      },
    ),
  )
})

test('XML: document types and unknown entities are refused with their place', () => {
  expect(refusal('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toBe(
    'XML: found a DOCTYPE, expected a document without type declarations at offset 0',
  )
  expect(refusal('<a>one &x; two</a>')).toBe(
    'XML: found the reference "&x;", expected &lt; &gt; &amp; &quot; &apos; or a character number at offset 7',
  )
  expect(refusal('<a>&#0;</a>')).toContain('found the reference "&#0;"')
})

test('XML: a document that is not whole or not well-formed is refused with its place', () => {
  expect([
    refusal(''),
    refusal('<a><b></a></b>'),
    refusal('<a>'),
    refusal('<a'),
    refusal('<a/><b/>'),
    refusal('text<a/>'),
    refusal('</a>'),
    refusal('<a x=1/>'),
    refusal('<a x="<"/>'),
    refusal('<a><!-- never ends</a>'),
  ]).toEqual([
    'XML: found no element, expected an XML document at offset 0',
    'XML: found </a>, expected </b> at offset 6',
    'XML: found the end of the document, expected </a> at offset 3',
    'XML: found the end of the document within a tag, expected > at offset 0',
    'XML: found a second root element <b>, expected the end of the document at offset 4',
    'XML: found the text "text", expected an element at offset 0',
    'XML: found a closing tag, expected an element that is open at offset 0',
    'XML: found "x=1", expected name="value" at offset 3',
    'XML: found "<" within an attribute, expected &lt; at offset 5',
    'XML: found the end of the document, expected --> at offset 22',
  ])
})

test('XML: every limit stops a hostile document', () => {
  const many = (count: number, part: string) => part.repeat(count)
  expect([
    refusal(`${many(200_000, '<a>')}`),
    refusal(`<a>${many(50, '<b/>')}</a>`, { maxElements: 20 }),
    refusal(`<a ${Array.from({ length: 200 }, (_, at) => `k${at}="1"`).join(' ')}/>`),
    refusal(`<a>${many(2000, 'x')}</a>`, { maxTextChars: 1000 }),
    refusal(`<a k="${many(100_000, 'x')}`),
  ]).toEqual([
    'XML: found more than 100 levels of elements, expected at most 100 at offset 300',
    'XML: found more than 20 elements, expected at most 20 at offset 79',
    'XML: found more than 100 attributes in one element, expected at most 100 at offset 793',
    'XML: found more than 1000 characters of text in one element, expected at most 1000 at offset 3',
    'XML: found more than 65536 characters in one tag, expected at most 65536 at offset 0',
  ])
})

test('XML: two hundred thousand references are read without going over the text again for each', () => {
  const root = parseXmlDocument(`<a>${'<b>&amp;x</b>'.repeat(100_000)}</a>`)
  expect(root.children).toHaveLength(100_000)
})

test('XML: wanted elements are collected whole while the rest streams by', () => {
  const found: XmlElement[] = []
  const parser = new XmlParser(collectElements(new Set(['vm']), (element) => found.push(element)))
  parser.write('<list><n:vm id="1"><name>erp</name>  <vm>inner</vm></n:vm><other>x</other><vm/></list>')
  parser.end()
  expect(
    found.map((element) => [attributeOf(element, 'id'), childText(element, 'name'), element.text]),
  ).toEqual([
    ['1', 'erp', ''],
    [undefined, undefined, ''],
  ])
  expect(found[0]?.children.map((child) => child.local)).toEqual(['name', 'vm'])
})

test('XML: the prototype cannot be reached through names', () => {
  const root = parseXmlDocument('<__proto__ constructor="x"><toString>y</toString></__proto__>')
  expect([
    root.name,
    attributeOf(root, 'constructor'),
    childText(root, 'toString'),
    childText(root, 'hasOwnProperty'),
  ]).toEqual(['__proto__', 'x', 'y', undefined])
})
