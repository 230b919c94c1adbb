import { expect, test } from 'vitest'
import { collectElements, XmlParser } from '../../../formats/xml/index.ts'
import type { AnyRecord } from '../schema.ts'
import { stringPool } from '../schema/strings.ts'
import { recordOf } from './answer.ts'

function recordsOf(xml: string): { records: AnyRecord[]; missing: string[] } {
  const records: AnyRecord[] = []
  const missing: string[] = []
  const keep = stringPool()
  const collector = collectElements(new Set(['objects']), (element) => {
    const record = recordOf(element, keep, (type, path, fault) => missing.push(`${type}.${path} ${fault}`))
    if (record !== undefined) records.push(record)
  })
  const parser = new XmlParser(collector)
  parser.write(xml)
  parser.end()
  return { records, missing }
}

test('vCenter answers: types are understood whatever prefix a server gives them, beside the type of a reference', () => {
  for (const prefix of ['xsi', 'XMLSchema-instance', '_XMLSchema-instance']) {
    const { records } = recordsOf(`<returnval xmlns:${prefix}="http://www.w3.org/2001/XMLSchema-instance">
      <objects><obj ${prefix}:type="ManagedObjectReference" type="VirtualMachine">vm-1</obj>
        <propSet><name>runtime.host</name><val ${prefix}:type="ManagedObjectReference" type="HostSystem">host-9</val></propSet>
        <propSet><name>config.hardware.device</name><val ${prefix}:type="ArrayOfVirtualDevice">
          <VirtualDevice ${prefix}:type="VirtualE1000e"><key>4000</key>
            <backing ${prefix}:type="VirtualEthernetCardNetworkBackingInfo"><deviceName>lab</deviceName><network type="Network">network-7</network></backing>
            <unheardOf><key>1</key></unheardOf></VirtualDevice></val></propSet>
        <propSet><name>not.asked.for</name><val>x</val></propSet>
      </objects></returnval>`)
    expect(records).toEqual([
      {
        type: 'VirtualMachine',
        id: 'vm-1',
        properties: {
          'runtime.host': { type: 'HostSystem', value: 'host-9' },
          'config.hardware.device': [
            {
              type: 'VirtualE1000e',
              key: 4000,
              backing: {
                type: 'VirtualEthernetCardNetworkBackingInfo',
                deviceName: 'lab',
                network: { type: 'Network', value: 'network-7' },
              },
            },
          ],
        },
      },
    ])
  }
})

test('vCenter answers: one element is still a list, numbers that are none are left out, unset is not empty', () => {
  const { records } = recordsOf(`<r><objects><obj type="VirtualMachine">vm-2</obj>
    <propSet><name>guest.net</name><val><GuestNicInfo><ipAddress>10.0.0.1</ipAddress><deviceConfigId>x</deviceConfigId></GuestNicInfo></val></propSet>
    <propSet><name>config.cpuAffinity</name><val><affinitySet>3</affinitySet><affinitySet>4</affinitySet></val></propSet>
    <propSet><name>config.annotation</name><val>a &amp; b &lt;script&gt;</val></propSet>
    <propSet><name>guest.disk</name><val></val></propSet>
    <propSet><name>snapshot</name><val><rootSnapshotList><name>a</name><childSnapshotList><name>b</name></childSnapshotList></rootSnapshotList></val></propSet>
    </objects></r>`)
  expect(records[0]?.properties).toEqual({
    'guest.net': [{ ipAddress: ['10.0.0.1'] }],
    'config.cpuAffinity': { affinitySet: [3, 4] },
    'config.annotation': 'a & b <script>',
    'guest.disk': [],
    snapshot: { rootSnapshotList: [{ name: 'a', childSnapshotList: [{ name: 'b' }] }] },
  })
})

test('vCenter answers: a property that is missing says why', () => {
  const { records, missing } = recordsOf(`<r xmlns:xsi="x"><objects><obj type="VirtualMachine">vm-3</obj>
    <missingSet><path>config.uuid</path><fault><fault xsi:type="NoPermission"/></fault></missingSet>
    <missingSet><path>config.newThing</path><fault><fault xsi:type="InvalidProperty"><name>config.newThing</name></fault></fault></missingSet>
    </objects><objects><obj type="Task">task-1</obj></objects></r>`)
  const denied = { denied: ['config.uuid'], lacks: [''] }
  expect(records).toEqual([{ type: 'VirtualMachine', id: 'vm-3', properties: {}, ...denied }])
  expect(missing).toEqual([
    'VirtualMachine.config.uuid NoPermission',
    'VirtualMachine.config.newThing InvalidProperty',
  ])
})
