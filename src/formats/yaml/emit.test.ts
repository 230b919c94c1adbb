import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { emitYaml, emitYamlDocuments } from './index.ts'
import type { YamlValue } from './value.ts'

const traps = [
  'y',
  'N',
  'yes',
  'No',
  'on',
  'OFF',
  'true',
  'False',
  'null',
  '~',
  '',
  ' ',
  'a ',
  ' a',
  '1',
  '1e3',
  '0x1f',
  '0o17',
  '017',
  '1_000',
  '12:30:45',
  '.5',
  '.inf',
  '.NaN',
  '-.inf',
  '+1',
  '2026-11-21',
  '2026-11-21T00:00:00Z',
  '---',
  '...',
  '--- x',
  '-',
  '- a',
  '?',
  '? a',
  ':',
  'a:',
  'a: b',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '!!str a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  '"a"',
  "'a'",
  '{a}',
  '[a]',
  'a,b',
  '=',
  '<<',
  '\t',
  'a\tb',
  '\n',
  'a\n',
  '\na',
  'a\nb',
  'a\n\nb\n',
  'a\n  b\n',
  '  a\nb',
  'a\n \nb',
  'a\nb\n\n',
  'a\r\nb',
  'a\rb',
  '\u0000',
  '\u001b[31mred',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\u202eevil',
  '\u200b',
  '\u{e0041}',
  '\u{1f600}',
  'é',
  '日本',
  'a\n--- \nb',
  'a\n...\n',
  'x: |\n  y',
  '=cmd()',
  '../../etc',
  '\\',
  '"',
  "it's",
  'a\n\tb',
  'NULL',
  'nan',
  '__proto__',
  'constructor',
]

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(...traps),
  fc.string({ unit: fc.constantFrom(' ', '\n', '\t', 'a', '-', ':', '#', '|', '"', '\u2028') }),
)
const value: fc.Arbitrary<YamlValue> = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (Object.is(each, -0) ? 0 : each)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value

test.each(['1.1', '1.2'] as const)('what the emitter writes reads back the same in YAML %s', (version) => {
  fc.assert(
    fc.property(value, (each) => {
      expect(
        parse(emitYaml(each), { version, schema: version === '1.1' ? 'yaml-1.1' : 'core', merge: true }),
      ).toEqual(each)
    }),
    { numRuns: 400 },
  )
})

test.each(['1.1', '1.2'] as const)(
  'every trap stays the same string as value, key and item in YAML %s',
  (version) => {
    for (const trap of traps) {
      if (trap === '__proto__') continue
      const each = { [trap]: trap, list: [trap, { inner: trap }, [trap]], multi: { deep: { deeper: trap } } }
      expect(
        parse(emitYaml(each), { version, schema: version === '1.1' ? 'yaml-1.1' : 'core', merge: true }),
      ).toEqual(each)
    }
  },
)

test('a manifest is written as people write it, with the doubtful strings quoted', () => {
  expect(
    emitYaml({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'on',
        labels: { 'causeway.dev/wave': '1e3', empty: '' },
        note: 'first line\nsecond line\n',
        gone: undefined,
      },
      spec: {
        list: ['y', { a: 1, b: [] }, [true, null]],
        none: {},
        mac: '00:50:56:aa:bb:cc',
        image: 'registry:5000/a',
      },
    }),
  ).toBe(
    `apiVersion: v1
kind: Namespace
metadata:
  name: "on"
  labels:
    causeway.dev/wave: "1e3"
    empty: ""
  note: |
    first line
    second line
spec:
  list:
  - "y"
  - a: 1
    b: []
  -
    - true
    - null
  none: {}
  mac: "00:50:56:aa:bb:cc"
  image: registry:5000/a
`.replace('-\n    - true', '- - true'),
  )
})

test('half of a surrogate pair becomes the replacement character, a number that is not finite is refused', () => {
  expect(emitYaml({ name: 'a\ud800b' })).toBe('name: "a\\ufffdb"\n')
  expect(() => emitYaml(Number.NaN)).toThrow('NaN is not a finite number')
  expect(emitYamlDocuments([{ a: 1 }, 'x'])).toBe('a: 1\n---\nx\n')
})
