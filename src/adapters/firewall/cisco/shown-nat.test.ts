import { expect, test } from 'vitest'
import { textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { ciscoAsaReader } from './index.ts'

test('translations that are shown alone: the display says what their names come to', () => {
  const file = textFile(
    'nat.txt',
    [
      'fw# show nat detail',
      'Manual NAT Policies (Section 1)',
      '1 (inside) to (outside) source static SHOP SHOP  destination static ASKED BEHIND no-proxy-arp',
      '    translate_hits = 2, untranslate_hits = 3',
      '    Source - Origin: 192.0.2.0/24, Translated: 192.0.2.0/24',
      '    Destination - Origin: 198.51.100.8/32, Translated: 198.51.100.10/32',
      '2 (inside) to (outside) source dynamic TILLS pat-pool POOL inactive description source static A B',
      '    translate_hits = 0, untranslate_hits = 0',
      '    Source - Origin: 192.0.2.64/26, 192.0.2.9/32, Translated (PAT): 203.0.113.50-203.0.113.55',
      '',
      'Auto NAT Policies (Section 2)',
      '1 (dmz) to (outside) source static web-1 203.0.113.80  service tcp 8443 https',
      '    translate_hits = 0, untranslate_hits = 4',
      '    Source - Origin: 192.0.2.11/32, Translated: 203.0.113.80/32',
      '    Service - Protocol: tcp Real: 8443 Mapped: https',
      '2 (dmz) to (outside) source dynamic REST interface',
      '    translate_hits = 9, untranslate_hits = 0',
      '    Source - Origin: 192.0.2.128/25, Translated: 203.0.113.2/29',
      '    what is this 192.0.2.99',
    ].join('\n'),
  )
  expect(ciscoAsaReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 nat-rule source subnet 192.0.2.0/24 name=inside to outside action=static hits=5 path=SHOP",
        "3 nat-rule destination exact 198.51.100.8/32 name=inside to outside action=static hits=5 path=ASKED",
        "3 nat-rule translated exact 198.51.100.10/32 name=inside to outside action=static hits=5 path=BEHIND via=198.51.100.8/32",
        "7 nat-rule source group 192.0.2.64/26 name=inside to outside action=dynamic hits=0 path=TILLS disabled",
        "7 nat-rule source group 192.0.2.9/32 name=inside to outside action=dynamic hits=0 path=TILLS disabled",
        "7 nat-rule translated range 203.0.113.50-203.0.113.55 name=inside to outside action=dynamic hits=0 path=POOL disabled",
        "12 nat-rule destination exact 203.0.113.80 name=dmz to outside service=tcp/443 action=static hits=4 path=203.0.113.80",
        "12 nat-rule translated exact 192.0.2.11/32 name=dmz to outside service=tcp/443 action=static hits=4 path=web-1 via=203.0.113.80",
        "16 nat-rule source subnet 192.0.2.128/25 name=dmz to outside action=dynamic hits=9 path=REST",
        "16 nat-rule translated exact 203.0.113.2 name=dmz to outside action=dynamic hits=9 path=interface outside",
        "19 config-literal literal exact 192.0.2.99",
      ],
      "understood": "17 of 18",
      "unknown": [
        "1 show nat: line below (line 19)",
      ],
    }
  `)
})

test('what is shown of a configuration counts for its commands', () => {
  const file = textFile(
    'fw.txt',
    [
      'ASA Version 9.16(4)',
      'object network web-1',
      ' host 192.0.2.11',
      ' nat (dmz,outside) static 203.0.113.80 service tcp 8443 https',
      'object network OFFICE',
      ' subnet 198.51.100.0 255.255.255.0',
      'nat (inside,outside) after-auto source dynamic OFFICE interface description owner: Edge',
      'fw# show nat',
      'Auto NAT Policies (Section 2)',
      '1 (dmz) to (outside) source static web-1 203.0.113.80  service tcp 8443 https',
      '    translate_hits = 1, untranslate_hits = 4',
      'Manual NAT Policies (Section 3)',
      '1 (inside) to (outside) source dynamic OFFICE interface  description owner: Edge',
      '    translate_hits = 0, untranslate_hits = 0',
    ].join('\n'),
  )
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "4 nat-rule destination exact 203.0.113.80 name=object web-1 service=tcp/443 action=static hits=5",
        "4 nat-rule translated exact 192.0.2.11 name=object web-1 service=tcp/443 action=static hits=5 path=web-1 via=203.0.113.80",
        "7 nat-rule source subnet 198.51.100.0 255.255.255.0 name=inside to outside action=dynamic covers=198.51.100.0/24 hits=0 path=OFFICE owner=Edge (description)",
      ],
      "understood": "14 of 14",
      "unknown": [
        "1 address of an interface (line 7)",
      ],
    }
  `)
})
