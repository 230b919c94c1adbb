import { expect, test } from 'vitest'
import { parseXmlDocument } from '../../../formats/xml/index.ts'
import { element, envelope } from './envelope.ts'
import { faultOf } from './fault.ts'
import { isAtLeast, newestVersion } from './version.ts'

test('SOAP: hostile names and passwords are text within the envelope', () => {
  const hostile = `]]></password><a x="1">&amp;'"\u0000\u0007`
  const text = envelope(
    'Login',
    { type: 'SessionManager', value: 'SessionManager' },
    element('password', hostile),
  )
  const call = parseXmlDocument(text).children[0]?.children[0]
  expect(
    call?.children.map(({ local, text: said, attributes }) => [
      local,
      said,
      attributes.map((one) => one.value),
    ]),
  ).toEqual([
    ['_this', 'SessionManager', ['SessionManager']],
    ['password', `]]></password><a x="1">&amp;'"`, []],
  ])
})

test('SOAP: a fault is known by the type of its detail, never by its text', () => {
  const read = (xml: string) => {
    const { fault, text, detail } = faultOf('Login', parseXmlDocument(xml))
    return [fault, text, detail]
  }
  expect([
    read(
      '<Fault xmlns:x="y"><faultstring/><detail><NotAuthenticatedFault x:type="NotAuthenticated"/></detail></Fault>',
    ),
    read('<Fault><faultstring>Anmeldung</faultstring><detail><InvalidLoginFault/></detail></Fault>'),
    read(
      '<Fault><faultstring>x</faultstring><detail><a:InvalidPropertyFault><name>config.x</name></a:InvalidPropertyFault></detail></Fault>',
    ),
    read('<Fault><faultstring>x</faultstring></Fault>'),
  ]).toEqual([
    ['NotAuthenticated', '', {}],
    ['InvalidLogin', 'Anmeldung', {}],
    ['InvalidProperty', 'x', { name: 'config.x' }],
    ['SystemError', 'x', {}],
  ])
})

test('SOAP: the newest version of the inventory namespace is taken, and versions compare by number', () => {
  const versions =
    '<namespaces><namespace><name>urn:other</name><version>99</version></namespace><namespace><name>urn:vim25</name><version>8.0.3.0</version><priorVersions><version>8.0.10.0</version><version>6.5</version></priorVersions></namespace></namespaces>'
  expect([newestVersion(versions), newestVersion('<html>'), newestVersion('<a/>')]).toEqual([
    '8.0.10.0',
    undefined,
    undefined,
  ])
  expect([
    isAtLeast('8.0.3.0', '8.0.0.1'),
    isAtLeast('6.7.3', '6.7'),
    isAtLeast('6.5', '6.7'),
    isAtLeast('10.0', '9.1'),
    isAtLeast(undefined, '9.1'),
  ]).toEqual([true, true, false, true, true])
})
