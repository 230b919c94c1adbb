import { expect, test } from 'vitest'
import { parseAddress } from '../../lib/ip.ts'
import { flowWords } from './flow-words.ts'

test('words of a search among flows', () => {
  const one = parseAddress('10.0.0.1') ?? ''
  expect(flowWords('tcp/443  1521 UDP from:10.0.0.1 to:erp-db-01 from:outside 70000')).toEqual([
    { kind: 'service', protocol: 'tcp', port: 443 },
    { kind: 'service', port: 1521 },
    { kind: 'service', protocol: 'udp' },
    { kind: 'address', side: 'client', span: { low: one, high: one } },
    { kind: 'name', side: 'server', name: 'erp-db-01' },
    { kind: 'outside', side: 'client' },
    { kind: 'name', side: 'either', name: '70000' },
  ])
})
