import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { haproxyReader } from './index.ts'

test('a balancer: members know the addresses they stand behind', () => {
  const file = recording(import.meta.dirname, 'haproxy.cfg')
  expect(haproxyReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(haproxyReader, file)).toEqual({
    references: [
      '6 balancer-virtual vip exact 192.0.2.80 name=shop service=tcp/443 owner=Balancer Team (file-head)',
      '7 balancer-virtual vip exact 2001:db8::80 name=shop service=tcp/443 owner=Balancer Team (file-head)',
      '8 config-literal source subnet 198.51.100.0/24 name=acl office owner=Balancer Team (file-head)',
      '8 config-literal source exact 203.0.113.7 name=acl office owner=Balancer Team (file-head)',
      '14 balancer-member member exact 192.0.2.21 name=web service=tcp/8080 via=192.0.2.80:443+[2001:db8::80]:443 owner=Balancer Team (file-head)',
      '15 balancer-member member name web-2.corner.example name=web service=tcp/8080 host=web-2.corner.example via=192.0.2.80:443+[2001:db8::80]:443 disabled owner=Balancer Team (file-head)',
      '13 config-literal source exact 192.0.2.81 name=source owner=Balancer Team (file-head)',
      '19 balancer-member member exact 192.0.2.11 name=tills service=tcp/8443 via=192.0.2.80:443+[2001:db8::80]:443 owner=Balancer Team (file-head)',
      '19 balancer-member source exact 192.0.2.82 name=tills owner=Balancer Team (file-head)',
    ],
    understood: '16 of 18',
    unknown: ['1 filter (line 17)', '1 server without an address (line 16)'],
    masked: 1,
    device: 'lb-a',
  })
})
