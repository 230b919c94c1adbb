import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { netScalerReader } from './index.ts'

test('servers with what stands before them, virtual servers, access lists, translations and every other address', () => {
  const file = recording(import.meta.dirname, 'ns.conf')
  expect(netScalerReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(netScalerReader, file)).toMatchInlineSnapshot(`
    {
      "device": "yard-adc",
      "masked": 2,
      "references": [
        "4 config-literal literal exact 192.0.2.5 name=ns config owner=Yard Balancers (file-head)",
        "7 config-literal literal exact 192.0.2.6 name=ns ip owner=Yard Balancers (file-head)",
        "8 config-literal literal exact 203.0.113.80 name=ns ip owner=Yard Balancers (file-head)",
        "9 config-literal literal exact 192.0.2.1 name=route owner=Yard Balancers (file-head)",
        "10 config-literal literal subnet 10.9.0.0/255.255.0.0 name=route owner=Yard Balancers (file-head)",
        "10 config-literal literal exact 192.0.2.2 name=route owner=Yard Balancers (file-head)",
        "11 config-literal literal exact 192.0.2.53 name=dns nameserver owner=Yard Balancers (file-head)",
        "12 balancer-member member exact 192.0.2.11 name=yard-web-01 service=tcp/8080 via=203.0.113.80:443 owner=Yard Balancers (file-head)",
        "13 balancer-member member exact 192.0.2.12 name=yard-web-02 service=tcp/8080 via=203.0.113.80:443 disabled owner=Yard Web Team (comment)",
        "14 balancer-member member name yard-db.example name=yard-db service=tcp/5432 host=yard-db.example via=203.0.113.81:5432 owner=Yard Balancers (file-head)",
        "17 balancer-member member exact 192.0.2.31 name=service svc_api service=tcp/8081 owner=Yard Balancers (file-head)",
        "19 balancer-virtual vip exact 203.0.113.81 name=lb_db service=tcp/5432 owner=Yard Balancers (file-head)",
        "20 balancer-virtual vip exact 203.0.113.80 name=cs_yard service=tcp/443 owner=Yard Web Team (comment)",
        "21 config-literal literal exact 192.0.2.40 name=lb monitor ping_db owner=Yard Balancers (file-head)",
        "22 config-literal literal exact 192.0.2.60 name=authentication ldapaction yard_ldap owner=Yard Balancers (file-head)",
        "30 firewall-rule source range 192.0.2.0-192.0.2.127 name=from_yard service=tcp/443 action=allow owner=Yard Balancers (file-head)",
        "30 firewall-rule destination exact 203.0.113.80 name=from_yard service=tcp/443 action=allow owner=Yard Balancers (file-head)",
        "32 firewall-rule source exact 198.51.100.66 name=block action=deny owner=Yard Balancers (file-head)",
        "33 nat-rule destination exact 203.0.113.82 name=world_db action=inat owner=Yard Balancers (file-head)",
        "33 nat-rule translated exact 192.0.2.21 name=world_db action=inat via=203.0.113.82 owner=Yard Balancers (file-head)",
        "34 nat-rule source subnet 192.0.2.128/255.255.255.128 name=rnat action=rnat owner=Yard Balancers (file-head)",
        "34 nat-rule translated exact 203.0.113.90 name=rnat action=rnat owner=Yard Balancers (file-head)",
        "35 config-literal literal exact 198.51.100.20 name=policy dataset owner=Yard Balancers (file-head)",
        "36 config-literal literal exact 198.51.100.77 name=responder policy r_api owner=Yard Balancers (file-head)",
      ],
      "understood": "33 of 34",
      "unknown": [
        "1 frobnicate everything (line 37)",
        "1 negated match (line 31)",
      ],
    }
  `)
})
