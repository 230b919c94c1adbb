import { expect, test } from 'vitest'
import { parseXmlDocument } from '../../../formats/xml/index.ts'
import { faultOf } from './fault.ts'
import { privilegesOf } from './refusal.ts'

test('refusal: an old server names one privilege, a new one all of them by object, some none', () => {
  const read = (inside: string): string => privilegesOf(parseXmlDocument(`<fault>${inside}</fault>`))
  const missing = (...ids: string[]): string =>
    `<missingPrivileges><entity type="VirtualMachine">vm-1</entity>${ids.map((id) => `<privilegeIds>${id}</privilegeIds>`).join('')}</missingPrivileges>`
  expect([
    read('<object type="VirtualMachine">vm-1</object><privilegeId>System.Read</privilegeId>'),
    read(`<privilegeId>VApp.Export</privilegeId>${missing('VApp.Export', 'System.Read')}`),
    read(missing('Global.Licenses') + missing('Datastore.Browse', 'Global.Licenses')),
    read('<privilegeId></privilegeId>'),
  ]).toEqual(['System.Read', 'System.Read, VApp.Export', 'Datastore.Browse, Global.Licenses', ''])
})

test('refusal: a call that is refused carries every privilege that is missing', () => {
  const xml =
    '<Fault><faultstring/><detail><NoPermissionFault><missingPrivileges><entity type="Folder">group-d1</entity><privilegeIds>System.View</privilegeIds><privilegeIds>Global.Licenses</privilegeIds></missingPrivileges></NoPermissionFault></detail></Fault>'
  const { fault, detail } = faultOf('QueryX', parseXmlDocument(xml))
  expect([fault, detail['privilegeId']]).toEqual(['NoPermission', 'Global.Licenses, System.View'])
})
