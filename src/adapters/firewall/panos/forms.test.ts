import { expect, test } from 'vitest'
import { textFile, told } from '../../../../tests/evidence-recordings.ts'
import { panosReader, panosXmlReader } from './index.ts'
import { processorMs } from '../../../../tests/process-time.ts'

function read(reader: typeof panosReader, name: string, text: string) {
  const file = textFile(name, text)
  const reading = reader.read(file)
  // What is counted is final once the references are told.
  const references = [...reading.references].map(told)
  const { device, unknown, statements, understood, masked } = reading
  return {
    confidence: reader.recognises(file),
    references,
    device,
    unknown: unknown.map(({ construct, count }) => `${count} ${construct}`),
    counts: `${understood} of ${statements}`,
    masked,
  }
}

test('the form with braces: pushed policy, lists, quotes over lines, secrets', () => {
  const text = `policy {
  panorama {
    address {
      quay-1 {
        ip-netmask 10.8.0.11/32;
      }
    }
    pre-rulebase {
      security {
        rules {
          "to the quay" {
            source [ crane 10.8.1.0/24];
            destination quay-1;
            service [ crane-port];
            action allow;
            disabled yes;
            description "Owner: Quay Team; asked by 10.8.9.9
on a } Monday {";
          }
        }
      }
    }
  }
}
config {
  mgt-config {
    users {
      admin {
        phash $5$canary$CANARYCANARYCANARY;
      }
    }
  }
  devices {
    localhost.localdomain {
      deviceconfig {
        system {
          hostname fw-quay;
          permitted-ip {
            192.0.2.7;
          }
        }
      }
      vsys {
        vsys1 {
          address {
            crane {
              ip-range 10.8.0.20-10.8.0.24;
            }
          }
          service {
            crane-port {
              protocol {
                tcp {
                  port 9000-9010;
                }
              }
            }
          }
          rulebase {
            nat {
              rules {
                in {
                  destination-translation {
                    translated-address quay-1;
                  }
                  source any;
                  destination 203.0.113.80;
                }
              }
            }
          }
        }
      }
    }
  }
}
`
  const found = read(panosReader, 'fw-quay.cfg', text)
  expect(JSON.stringify(found)).not.toContain('CANARY')
  expect(found).toEqual({
    confidence: 0.97,
    device: 'fw-quay',
    references: [
      '12 firewall-rule source range 10.8.0.20-10.8.0.24 name=panorama: to the quay service=tcp/9000-9010 action=allow path=crane disabled owner=Quay Team (description)',
      '12 firewall-rule source subnet 10.8.1.0/24 name=panorama: to the quay service=tcp/9000-9010 action=allow disabled owner=Quay Team (description)',
      '13 firewall-rule destination exact 10.8.0.11/32 name=panorama: to the quay service=tcp/9000-9010 action=allow path=quay-1 disabled owner=Quay Team (description)',
      '66 nat-rule source any any name=vsys vsys1: in vrf=vsys1',
      '67 nat-rule destination exact 203.0.113.80 name=vsys vsys1: in vrf=vsys1',
      '64 nat-rule translated exact 10.8.0.11/32 name=vsys vsys1: in vrf=vsys1 path=quay-1 via=203.0.113.80',
      '17 config-literal literal exact 10.8.9.9',
      '39 config-literal literal exact 192.0.2.7',
    ],
    unknown: [],
    counts: '15 of 15',
    masked: 1,
  })
})

test('set form as people keep it: sessions, quotes over lines, identities, lists without blanks, commands that change', () => {
  const found = read(
    panosReader,
    'yard.txt',
    [
      'admin@fw-yard(active)> configure',
      'Entering configuration mode',
      '[edit]',
      'admin@fw-yard(active)# show rulebase',
      'admin@fw-yard(active)# set config devices localhost.localdomain deviceconfig system hostname fw-yard',
      'set deviceconfig system login-banner "For the yard only.',
      'set your watch, ask 10.8.9.1"',
      'set template Yard config deviceconfig system hostname fw-other',
      'set address till ip-netmask 10.8.0.30',
      'set address till description "was 10.8.0.29"',
      'set rulebase security rules "tills in" 01234567-89ab-cdef-0123-456789abcdef source [10.8.2.0/24 till]',
      'set rulebase security rules "tills in" destination \\',
      '  10.8.0.31',
      'set rulebase security rules "tills in" new-field 10.8.0.99',
      'move rulebase security rules "tills in" top',
      'delete rulebase security rules old destination 10.8.0.77',
      'set address open description "never closed',
      'set address last ip-netmask 10.8.0.32',
    ].join('\n'),
  )
  expect(found).toEqual({
    confidence: 0.97,
    device: 'fw-yard',
    references: [
      '11 firewall-rule source subnet 10.8.2.0/24 name=tills in',
      '11 firewall-rule source exact 10.8.0.30 name=tills in path=till',
      '13 firewall-rule destination exact 10.8.0.31 name=tills in',
      '18 config-literal literal exact 10.8.0.32 name=last',
      '7 config-literal literal exact 10.8.9.1',
      '10 config-literal literal exact 10.8.0.29',
      '14 config-literal literal exact 10.8.0.99',
      '16 config-literal literal exact 10.8.0.77',
    ],
    unknown: ['1 delete statement', '1 move statement', '1 security rule new-field'],
    counts: '9 of 12',
    masked: 0,
  })
})

test('a group by tag has the objects of the file that carry it; what is registered later is noted', () => {
  const base = [
    'set shared address a ip-netmask 10.8.0.1',
    'set shared address a tag [ web prod ]',
    'set device-group up address b ip-netmask 10.8.0.2',
    'set device-group up address b tag [ web lab ]',
    'set device-group far address c ip-netmask 10.8.0.3',
    'set device-group far address c tag [ web prod ]',
    'set device-group yard parent-dg up',
  ]
  const matched = (filter: string) => {
    const rule = [
      `set shared address-group g dynamic filter "${filter}"`,
      'set device-group yard pre-rulebase security rules r source g',
    ]
    const found = read(panosReader, 'p.set', [...base, ...rule].join('\n'))
    const named = found.references.filter((one) => one.includes('firewall-rule'))
    return [...named.map((one) => / group (\S+)/.exec(one)?.[1]), ...found.unknown]
  }
  const later = '1 dynamic address group, members that are registered later are not in the file'
  expect(matched("'web'")).toEqual(['10.8.0.1', '10.8.0.2', later])
  expect(matched("'web' and ('lab' or 'old')")).toEqual(['10.8.0.2', later])
  expect(matched('web AND prod')).toEqual(['10.8.0.1', later])
  for (const filter of ["'db'", "('web'", "not 'web'", "'web' or", "('".repeat(1000), "'web' 'prod'"])
    expect(matched(filter)).toEqual(['1 dynamic address group, members are not in the file'])
})

test('parts of the XML: what was pushed, answers without what stands around, fields behind one that is not known', () => {
  const rules =
    '<entry name="in" uuid="1"><what-is-this>10.8.9.9</what-is-this><source><member>quay</member></source><destination><member>10.8.0.31</member></destination><action>allow</action></entry>'
  const quay = '<entry name="quay" loc="shared"><ip-netmask admin="a">10.8.0.11</ip-netmask></entry>'
  const config = `<config version="10.1.0" urldb="paloaltonetworks"><shared><address>${quay}</address></shared><policy><panorama><pre-rulebase><security><rules>${rules}</rules></security></pre-rulebase></panorama></policy></config>`
  expect(read(panosXmlReader, 'merged.xml', config)).toMatchObject({
    references: [
      '1 firewall-rule source exact 10.8.0.11 name=panorama: in action=allow path=quay',
      '1 firewall-rule destination exact 10.8.0.31 name=panorama: in action=allow',
      '1 config-literal literal exact 10.8.9.9',
    ],
    unknown: ['1 security rule what-is-this'],
  })
  const perVsys = config
    .replace('<policy>', '<mgt-config/>')
    .replace('</policy>', '')
    .replaceAll('panorama>', "panorama><vsys><entry name='vsys1'>")
    .replace("</panorama><vsys><entry name='vsys1'>", '</entry></vsys></panorama>')
  expect(read(panosXmlReader, 'merged.xml', perVsys).references.slice(0, 2)).toEqual([
    '1 firewall-rule source exact 10.8.0.11 name=vsys vsys1: in action=allow vrf=vsys1 path=quay',
    '1 firewall-rule destination exact 10.8.0.31 name=vsys vsys1: in action=allow vrf=vsys1',
  ])
  const answer = (inner: string) =>
    read(
      panosXmlReader,
      'answer.xml',
      `<response status="success"><result count="1">\n${inner}\n</result></response>`,
    )
  const known = rules.replace(/<what.*this>/, '')
  for (const inner of [known, `<rules admin="a" dirtyId="4">${known}</rules>`]) {
    const found = answer(inner)
    expect(found.confidence).toBeGreaterThan(0.7)
    expect(found.references).toEqual(['2 firewall-rule destination exact 10.8.0.31 name=in action=allow'])
  }
  expect(answer(quay)).toMatchObject({
    confidence: 0.8,
    references: ['2 config-literal literal exact 10.8.0.11 name=quay'],
    counts: '1 of 1',
  })
})

test('blocks without end, quotes without end and one long list are read in linear time', () => {
  const texts = [
    `${'vsys1 {\n'.repeat(50_000)}${'ip-netmask 10.8.0.1;\n'.repeat(50_000)}`,
    `deviceconfig {\n${'a "b\n'.repeat(50_000)}`,
    `deviceconfig {\n  x [ ${'10.8.0.1 '.repeat(50_000)}`,
    'set address a description "b\n'.repeat(20_000),
    `set address a description "${'x\n'.repeat(100_000)}`,
    `set address-group g dynamic filter "${"('a' or ".repeat(400)}"`,
  ]
  for (const text of texts) {
    const started = processorMs()
    read(panosReader, 'long.cfg', text)
    expect(processorMs() - started).toBeLessThan(8000)
  }
})
