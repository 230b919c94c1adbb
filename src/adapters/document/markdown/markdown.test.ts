import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { markdownReader } from './index.ts'

const estate = {
  hostNames: new Set(['till-01', 'till', 'till-01.corner.example']),
  domains: new Set(['corner.example']),
}

test('a document: ranges in words, subnets, host names, the owner of its front matter', () => {
  const file = recording(import.meta.dirname, 'scope.md')
  expect(markdownReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(markdownReader, file, estate)).toEqual({
    references: [
      '6 document-literal literal range 192.0.2.11 to 192.0.2.19 name=Card scope covers=192.0.2.11-192.0.2.19 owner=Compliance (file-head)',
      '6 document-literal literal subnet 198.51.100.0/24 name=Card scope owner=Compliance (file-head)',
      '7 document-literal literal name till-01 name=Card scope host=till-01 owner=Compliance (file-head)',
    ],
    understood: '7 of 7',
    unknown: [],
    masked: 1,
  })
})
