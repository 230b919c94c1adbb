import { constants, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { writePdf } from '../../../../tests/recall/pdf-writer.ts'
import type { EvidenceReading } from '../../../ports/evidence-reader.ts'
import { pdfReader } from './index.ts'
import { linesOfRuns } from './lines.ts'
import { unpackPdf } from './unpack.ts'

const estate = {
  hostNames: new Set(['till-01', 'till', 'till-01.corner.example']),
  domains: new Set(['corner.example']),
}

const told: Readonly<Record<string, object>> = {
  'scope.pdf': {
    references: [
      '3 document-literal literal subnet 192.0.2.0/26 name=page 1, line 3',
      '3 document-literal literal exact 198.51.100.7 name=page 1, line 3',
      '3 document-literal literal name till-01 name=page 1, line 3 host=till-01',
      '5 document-literal literal name till-01 name=page 1, line 5 host=till-01',
      '5 document-literal literal exact 192.0.2.11 name=page 1, line 5',
      '6 document-literal literal exact 192.0.2.12 name=page 1, line 6',
      '7 document-literal literal exact 192.0.2.13 name=page 1, line 7',
      '9 document-literal literal exact 192.0.2.11 name=page 2, line 2',
      '9 document-literal literal exact 2001:db8::11 name=page 2, line 2',
      '10 document-literal literal subnet 192.0.2.0 255.255.255.192 name=page 2, line 3 covers=192.0.2.0/26',
      '10 document-literal literal name till-01.corner.example name=page 2, line 3 host=till-01.corner.example',
    ],
    understood: '10 of 11',
    unknown: ['1 page without text: if it is a scan, run OCR over it first (line 10)'],
    masked: 4,
  },
  'policy.pdf': {
    references: [
      '2 document-literal literal exact 192.0.2.11 name=page 1, line 2',
      '2 document-literal literal subnet 198.51.100.0/24 name=page 1, line 2',
      '3 document-literal literal name till-01.corner.example name=page 1, line 3 host=till-01.corner.example',
      '4 document-literal literal exact 192.0.2.40 name=page 1, line 4',
      '5 document-literal literal exact 192.0.2.41 name=page 1, line 5',
    ],
    understood: '5 of 5',
    unknown: [],
    masked: 1,
  },
}

test.each(Object.keys(told))('%s: lines, tables, notes, form fields, secrets', async (name) => {
  const file = recording(import.meta.dirname, name)
  expect(pdfReader.recognises(file)).toBeGreaterThan(0.9)
  const unpacked = await unpackPdf(file)
  expect(toldReading(pdfReader, unpacked, estate)).toEqual(told[name])
  expect(JSON.stringify([...pdfReader.read(unpacked, estate).references])).not.toMatch(/CANARY|HIDDEN/)
})

const locked = `/Encrypt << /Filter /Standard /V 1 /R 2 /O (${'o'.repeat(32)}) /U (${'u'.repeat(32)}) /P -4 >> /ID [(a) (a)] `
const one = [{ x: 50, y: 700, text: 'till 192.0.2.1' }]
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

test.each([
  [
    'an encrypted document',
    writePdf([one], { trailer: locked }),
    'encrypted document: save it without a password and add that copy',
  ],
  ['a scan', writePdf([[]]), 'page without text: if it is a scan, run OCR over it first'],
  ['no document', bytesOf('%PDF-1.4 and nothing else'), 'document that cannot be read'],
  [
    'a deep nest',
    bytesOf(`%PDF-1.4\ntrailer << /Root ${'['.repeat(200_000)}`),
    'document that cannot be read',
  ],
])('%s is said and counted', async (_, bytes, construct) => {
  const reading = pdfReader.read(await unpackPdf({ name: 'x.pdf', bytes }), estate)
  expect([...reading.references]).toEqual([])
  expect(reading.unknown.map((one) => `${one.count} ${one.construct}`)).toEqual([`1 ${construct}`])
})

/** Counts are final once the references are consumed. */
function troublesOf(reading: EvidenceReading): readonly string[] {
  for (const _ of reading.references) continue
  return reading.unknown.map(({ construct }) => construct)
}

test('a document whose table of places is wrong is read; one that is cut off is said', async () => {
  const whole = writePdf([one, one])
  const shifted = Buffer.concat([Buffer.from('HTTP/1.1 200\n'), whole])
  const read = async (bytes: Uint8Array) => pdfReader.read(await unpackPdf({ name: 'x.pdf', bytes }), estate)
  expect([...(await read(shifted)).references].length).toBe(2)
  expect(troublesOf(await read(whole.subarray(0, 500))).length).toBe(1)
})

test('a bomb, a slow document, a large one and one of too many pages are given up with a word', async () => {
  const mebibyte = deflateRawSync(Buffer.alloc(2 ** 20, 32), { finishFlush: constants.Z_SYNC_FLUSH })
  const blocks = Array.from({ length: 600 }, () => mebibyte)
  const content = Buffer.concat([Buffer.from([0x78, 0x9c]), ...blocks, Buffer.from([3, 0])])
  const bomb = writePdf([one], { content })
  const limits = { bytes: 2 ** 24, pages: 1, characters: 1000, milliseconds: 10_000, mebibytes: 300 }
  const said = async (bytes: Uint8Array, own: Partial<typeof limits>): Promise<readonly string[]> => {
    const file = await unpackPdf({ name: 'x.pdf', bytes }, { ...limits, ...own })
    return troublesOf(pdfReader.read(file, estate))
  }
  expect(await said(bomb, { mebibytes: 200 })).toEqual(['what needs more than 200 MiB of memory'])
  expect(await said(writePdf([one]), { milliseconds: 0 })).toEqual(['what is not read within 0 seconds'])
  expect(await said(writePdf([one]), { bytes: 100 })).toEqual(['document that is too large'])
  expect(await said(writePdf([one, one]), {})).toEqual(['what follows in a document of many pages'])
})

test('bytes that were not unpacked are told, not read', () => {
  const reading = pdfReader.read(recording(import.meta.dirname, 'policy.pdf'), estate)
  expect(troublesOf(reading)).toEqual(['document that was not unpacked'])
})

test('runs become lines by where they stand: turned text, an exponent, letters drawn twice', () => {
  const run = (text: string, x: number, y: number, [a, b] = [10, 0]) => ({
    text,
    transform: [a, b, -b, a, x, y],
    width: text.length * 6,
  })
  const lines = linesOfRuns([
    run('192.0.2.1', 50, 500),
    run('bold', 50, 520),
    run('bold', 50.4, 520),
    { ...run('7', 104, 504, [5, 0]), width: 3 },
    run('up', 20, 100, [0, 10]),
    run('wards', 20, 112, [0, 10]),
    run('nowhere', Number.NaN, 1),
  ])
  expect(lines.map((cells) => cells.map(({ text }) => text))).toEqual([
    ['bold'],
    ['7'],
    ['192.0.2.1'],
    ['upwards'],
  ])
})
