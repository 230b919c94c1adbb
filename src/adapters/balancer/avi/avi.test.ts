import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { aviReader } from './index.ts'

test('an export: pools through groups and policies to the service before them, floating addresses, groups of addresses', () => {
  const file = recording(import.meta.dirname, 'avi_config.json')
  expect(aviReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(aviReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "32 balancer-virtual vip exact 192.0.2.80 name=vs-yard service=tcp/443,80 owner=Yard Balancers (description)",
        "32 balancer-virtual vip exact 203.0.113.80 name=vs-yard service=tcp/443,80 owner=Yard Balancers (description)",
        "9 balancer-member member exact 192.0.2.11 name=yard-web service=tcp/8080 via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80 owner=Yard Web Team (description)",
        "10 balancer-member member exact 192.0.2.12 name=yard-web service=tcp/8443 via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80 disabled owner=Yard Web Team (description)",
        "11 balancer-member member exact 2001:db8::11 name=yard-web service=tcp/8080 via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80 owner=Yard Web Team (description)",
        "15 balancer-member member exact 192.0.2.31 name=yard-api service=tcp/9000 via=192.0.2.80:443+192.0.2.80:80+203.0.113.80:443+203.0.113.80:80",
        "24 config-literal literal exact 198.51.100.77 name=httppolicyset yard-switch",
        "47 config-literal literal exact 198.51.100.9 name=ipaddrgroup partners",
        "48 config-literal literal subnet 198.51.100.0/25 name=ipaddrgroup partners",
        "49 config-literal literal range 10.9.0.5-10.9.0.9 name=ipaddrgroup partners",
        "53 config-literal literal exact 192.0.2.53 name=systemconfiguration systemconfiguration",
      ],
      "understood": "8 of 8",
      "unknown": [],
    }
  `)
})

test('answers of the API name each other by uuid and name', () => {
  const answers =
    '{"count":1,"results":[{"url":"https://avi.example/api/virtualservice/vs-1#shop","name":"shop","services":[{"port":443}],' +
    '"vip":[{"ip_address":{"addr":"192.0.2.80","type":"V4"}}],"pool_ref":"https://avi.example/api/pool/pool-9"}]}\n' +
    '{"count":1,"results":[{"url":"https://avi.example/api/pool/pool-9#web","uuid":"pool-9","name":"web","servers":[{"ip":{"addr":"192.0.2.11","type":"V4"},"port":80}]}]}\n'
  const file = textFile('answers.json', answers)
  expect(aviReader.recognises(file)).toBeGreaterThan(0.8)
  const references = [...aviReader.read(file).references]
  expect(references.map(({ line, name, matched, via }) => [line, name, matched, via])).toEqual([
    [1, 'shop', '192.0.2.80', undefined],
    [2, 'web', '192.0.2.11', ['192.0.2.80:443']],
  ])
})
