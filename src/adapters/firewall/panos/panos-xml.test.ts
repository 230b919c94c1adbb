import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { panosReader, panosXmlReader } from './index.ts'

test('Panorama as XML: groups above groups, objects, tags, schedules, translations, templates', () => {
  const file = recording(import.meta.dirname, 'panorama.xml')
  expect(panosXmlReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(panosXmlReader, file)).toMatchInlineSnapshot(`
    {
      "device": "panorama-corner",
      "masked": 0,
      "references": [
        "93 firewall-rule source group 10.30.0.0/16 name=device-group Plant-East: shop service=tcp/8443,tcp/443 action=allow expires=2026-12-31T18:00 path=inside>clients owner=Plant Network (tag)",
        "93 firewall-rule source group 10.31.0.10-10.31.0.19 name=device-group Plant-East: shop service=tcp/8443,tcp/443 action=allow expires=2026-12-31T18:00 path=inside>pool owner=Plant Network (tag)",
        "94 firewall-rule source subnet 10.32.4.0/24 name=device-group Plant-East: shop service=tcp/8443,tcp/443 action=allow expires=2026-12-31T18:00 path=hall owner=Plant Network (tag)",
        "97 firewall-rule destination exact 192.0.2.11 name=device-group Plant-East: shop service=tcp/8443,tcp/443 action=allow expires=2026-12-31T18:00 path=web-01 owner=Plant Network (tag)",
        "99 firewall-rule destination name Updates.Corner.example name=device-group Plant-East: shop service=tcp/8443,tcp/443 action=allow host=updates.corner.example expires=2026-12-31T18:00 path=updates owner=Plant Network (tag)",
        "110 firewall-rule destination exact 10.9.0.9 name=device-group Plant-East: inverse action=deny disabled",
        "123 nat-rule source any any name=device-group Plant-East: in service=tcp/8443",
        "124 nat-rule destination exact 203.0.113.80 name=device-group Plant-East: in service=tcp/8443",
        "128 nat-rule translated exact 192.0.2.11 name=device-group Plant-East: in service=tcp/8443 path=web-01 via=203.0.113.80",
        "132 nat-rule source group 10.30.0.0/16 name=device-group Plant-East: out path=inside>clients",
        "132 nat-rule source group 10.31.0.10-10.31.0.19 name=device-group Plant-East: out path=inside>pool",
        "133 nat-rule destination any any name=device-group Plant-East: out",
        "137 nat-rule translated exact 203.0.113.90 name=device-group Plant-East: out",
        "71 config-literal literal exact 10.39.0.5",
        "117 config-literal literal exact 198.51.100.1",
        "159 config-literal literal exact 10.32.4.1",
        "159 config-literal literal subnet 10.32.4.1/24",
      ],
      "understood": "19 of 20",
      "unknown": [
        "1 dynamic address group, members are not in the file (line 98)",
        "1 negated match (line 108)",
        "1 security rule newfangled (line 107)",
      ],
    }
  `)
  expect(JSON.stringify([...panosXmlReader.read(file).references])).not.toContain('CANARY')
})

test('the same in set form: inheritance, schedules, templates, both translations in one line', () => {
  const file = recording(import.meta.dirname, 'panorama.set')
  expect(panosReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(panosReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "8 firewall-rule source subnet 10.32.4.0/24 name=device-group Plant-East: shop expires=2026-12-31T18:00 path=hall",
        "9 firewall-rule source exact 10.32.9.9 name=device-group Plant-East: shop expires=2026-12-31T18:00",
        "13 nat-rule source exact 10.32.4.7 name=vsys vsys2: both vrf=vsys2",
        "13 nat-rule destination exact 203.0.113.70 name=vsys vsys2: both vrf=vsys2",
        "13 nat-rule translated exact 10.32.5.5 name=vsys vsys2: both vrf=vsys2 via=203.0.113.70",
        "13 nat-rule translated exact 203.0.113.7 name=vsys vsys2: both vrf=vsys2",
        "7 config-literal literal exact 10.32.4.1",
        "7 config-literal literal subnet 10.32.4.1/24",
      ],
      "understood": "13 of 13",
      "unknown": [
        "1 dynamic address group, members are not in the file (line 10)",
      ],
    }
  `)
})

test('a damaged element costs itself, and the rest is read', () => {
  const text = new TextDecoder().decode(recording(import.meta.dirname, 'panorama.xml').bytes)
  const damaged = text
    .replace('<member>pool</member>', '<member>pool</memb')
    .replace('</network>', '</nettwork>')
  const whole = [...panosXmlReader.read(textFile('a.xml', text)).references]
  const reading = panosXmlReader.read(textFile('a.xml', damaged))
  expect(whole.length - [...reading.references].length).toBeLessThanOrEqual(2)
  expect(reading.unknown.map(({ construct }) => construct)).toContain('XML that is not whole')
})
