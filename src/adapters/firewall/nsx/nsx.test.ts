import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { nsxReader } from './index.ts'

test('a bundle: groups within groups, names, segments, tags, services and translations', () => {
  const file = recording(import.meta.dirname, 'bundle.json')
  expect(nsxReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(nsxReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "61 nat-rule destination exact 203.0.113.80 name=10 corner: shop in service=HTTPS action=dnat",
        "62 nat-rule translated exact 10.7.1.11 name=10 corner: shop in service=HTTPS action=dnat via=203.0.113.80",
        "70 nat-rule source subnet 10.7.1.0/24 name=corner: web out action=snat disabled",
        "71 nat-rule translated range 203.0.113.90-203.0.113.91 name=corner: web out action=snat disabled",
        "160 firewall-rule source name Corner-Web-01 name=Application 20.1 shop: web to db service=tcp/8443,9000-9010,icmp action=allow host=corner-web-01 path=Web by name owner=Database Team (tag)",
        "160 firewall-rule source group 10.7.1.0/24 name=Application 20.1 shop: web to db service=tcp/8443,9000-9010,icmp action=allow path=Web by name>web owner=Database Team (tag)",
        "161 firewall-rule source subnet 192.0.2.0/24 name=Application 20.1 shop: web to db service=tcp/8443,9000-9010,icmp action=allow owner=Database Team (tag)",
        "164 firewall-rule destination group 10.7.2.20 name=Application 20.1 shop: web to db service=tcp/8443,9000-9010,icmp action=allow path=Databases owner=Database Team (tag)",
        "164 firewall-rule destination group 10.7.2.30-10.7.2.39 name=Application 20.1 shop: web to db service=tcp/8443,9000-9010,icmp action=allow path=Databases owner=Database Team (tag)",
        "164 firewall-rule destination group 10.7.3.0/28 name=Application 20.1 shop: web to db service=tcp/8443,9000-9010,icmp action=allow path=Databases owner=Database Team (tag)",
        "164 firewall-rule destination group 2001:db8:7::20 name=Application 20.1 shop: web to db service=tcp/8443,9000-9010,icmp action=allow path=Databases>Databases IPv6 owner=Database Team (tag)",
        "168 firewall-rule target group 10.7.1.44 name=Application 20.1 shop: web to db service=tcp/8443,9000-9010,icmp action=allow path=Tagged and known owner=Database Team (tag)",
        "180 firewall-rule destination exact 10.7.9.9 name=Application 20.2 shop: not these service=any action=drop disabled owner=Shop Platform (description)",
        "38 config-literal literal subnet 10.7.1.1/24",
        "38 config-literal literal subnet 10.7.1.0/24",
        "40 config-literal literal exact 10.7.1.11",
        "190 config-literal literal exact 10.7.250.4",
      ],
      "understood": "19 of 20",
      "unknown": [
        "1 context profile (line 172)",
        "1 group by Tag EQUALS, members are not in the file (line 180)",
        "1 group within itself (line 164)",
        "1 negated match (line 179)",
        "1 object that is not defined here (line 164)",
        "1 resource RedirectionPolicy (line 190)",
      ],
    }
  `)
})

test('the /infra tree: children without paths, nested expressions, an end date, a masked note', () => {
  const file = recording(import.meta.dirname, 'infra.json')
  expect(nsxReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(nsxReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 1,
      "references": [
        "28 firewall-rule source any ANY name=LocalGatewayRules 5 edge: r1 service=udp/514 action=allow expires=2026-06-01T00:00:00.000Z owner=Edge Team (description)",
        "29 firewall-rule destination group 10.8.0.4 name=LocalGatewayRules 5 edge: r1 service=udp/514 action=allow expires=2026-06-01T00:00:00.000Z path=tills owner=Edge Team (description)",
        "38 balancer-member member exact 10.8.0.30 name=pool service=tcp/80",
      ],
      "understood": "7 of 7",
      "unknown": [
        "1 group by Name STARTSWITH, members are not in the file (line 29)",
        "1 group by OSName EQUALS, members are not in the file (line 29)",
        "1 group with AND (line 29)",
      ],
    }
  `)
  expect(JSON.stringify([...nsxReader.read(file).references])).not.toContain('CANARY')
})

test('a list on one line, with hit counts', () => {
  const file = recording(import.meta.dirname, 'rules.json')
  expect(nsxReader.recognises(file)).toBeGreaterThan(0.8)
  expect(toldReading(nsxReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "1 firewall-rule source subnet 10.9.0.0/16 name=7 base: ntp service=NTP action=allow hits=4711 owner=Time Keepers (tag)",
        "1 firewall-rule destination exact 10.9.1.1 name=7 base: ntp service=NTP action=allow hits=4711 owner=Time Keepers (tag)",
        "1 firewall-rule destination exact 10.9.1.2 name=7 base: ntp service=NTP action=allow hits=4711 owner=Time Keepers (tag)",
      ],
      "understood": "1 of 1",
      "unknown": [],
    }
  `)
})

test('a file that was cut: what is whole is read, the rest stays as literals', () => {
  const text = new TextDecoder().decode(recording(import.meta.dirname, 'bundle.json').bytes)
  const cut = text.replace('"display_name": "web to db",', '"display_name": web to db,')
  expect(toldReading(nsxReader, textFile('cut.json', cut))).toMatchObject({
    unknown: ['1 JSON that is not whole (line 155)'],
  })
})

test('load balancers: members with the virtual servers before them, members of groups, who may connect', () => {
  const file = recording(import.meta.dirname, 'load-balancer.json')
  expect(nsxReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(nsxReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "9 balancer-virtual vip exact 203.0.113.80 name=yard-web service=tcp/443,8000-8010 owner=Yard Platform (description)",
        "16 firewall-rule source group 198.51.100.0/25 name=yard-web service=tcp/443,8000-8010 action=allow path=partners owner=Yard Platform (description)",
        "27 balancer-virtual vip exact 203.0.113.53 name=yard-dns service=udp/53 disabled",
        "43 balancer-member member exact 10.8.0.11 name=yard-web service=tcp/8443 via=203.0.113.80:443+203.0.113.80:8000-8010 owner=Yard Web Team (tag)",
        "44 balancer-member member exact 10.8.0.12 name=yard-web service=tcp/8443 via=203.0.113.80:443+203.0.113.80:8000-8010 disabled owner=Yard Web Team (tag)",
        "45 balancer-member member exact 2001:db8:8::13 name=yard-web service=tcp/443,8000-8010 via=203.0.113.80:443+203.0.113.80:8000-8010 owner=Yard Web Team (tag)",
        "48 balancer-member member exact 10.8.0.99 name=yard-sorry service=tcp/80 via=203.0.113.80:443+203.0.113.80:8000-8010",
        "54 balancer-member member group 10.8.0.21 name=yard-api service=tcp/9000 path=api via=203.0.113.80:443+203.0.113.80:8000-8010",
        "54 balancer-member member group 10.8.0.22 name=yard-api service=tcp/9000 path=api via=203.0.113.80:443+203.0.113.80:8000-8010 disabled",
        "57 balancer-member member exact 10.8.0.29 name=yard-api service=tcp/9001 via=203.0.113.80:443+203.0.113.80:8000-8010",
        "60 balancer-member member exact 10.8.0.53 name=yard-names service=udp/5353 via=203.0.113.53:53",
        "19 config-literal literal exact 198.51.100.7",
        "41 config-literal literal range 10.8.0.250-10.8.0.253",
      ],
      "understood": "12 of 12",
      "unknown": [
        "1 address that is not in the file (line 60)",
      ],
    }
  `)
  expect(JSON.stringify([...nsxReader.read(file).references])).not.toContain('CANARY')
})
