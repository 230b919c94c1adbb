import { afterEach, expect, test } from 'vitest'
import { vsphereReader } from '../src/adapters/vsphere/index.ts'
import { silentProgress } from '../src/lib/progress.ts'
import type { Observation, ReadReport } from '../src/model/observation.ts'
import { endpointOf, type FakeOptions } from './fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from './fakes/vsphere/server.ts'

let fake: FakeVcenter | undefined
afterEach(async () => {
  await fake?.close()
})

async function readAll(options: FakeOptions): Promise<{ observations: Observation[]; report: ReadReport }> {
  fake = await startFakeVcenter(options)
  const observations: Observation[] = []
  for await (const reading of vsphereReader.read(endpointOf(fake), silentProgress())) {
    for await (const observation of reading.observations) observations.push(observation)
    return { observations, report: reading.report() }
  }
  throw new Error('nothing was read')
}

function first<K extends Observation['kind']>(observations: readonly Observation[], kind: K) {
  return observations.find((one) => one.kind === kind)?.facts
}

test('fields: what a vCenter says beside its machines arrives, with the licences and the alarms', async () => {
  const { observations, report } = await readAll({ machines: 40 })
  expect(report.rejected).toEqual([])
  expect(first(observations, 'host')).toMatchObject({
    kernelNics: [{ device: 'vmk0', portGroup: 'Management Network', mtu: 1500, dhcp: false }],
    physicalNics: [
      { name: 'vmnic0', switch: 'vSwitch0', driver: 'i40en' },
      { name: 'vmnic1', switch: 'dvs-1' },
    ],
    ntpServers: ['ntp1.corp.example'],
    dnsServers: ['10.20.0.53'],
    maxEvcMode: 'intel-icelake',
  })
  expect(first(observations, 'cluster')).toMatchObject({
    failoverLevel: 1,
    groups: [
      { kind: 'vm', name: 'licensed' },
      { kind: 'host', name: 'oracle-hosts' },
    ],
  })
  expect(first(observations, 'datastore')).toMatchObject({ maintenanceMode: 'normal', cluster: 'Pod-1' })
  expect(first(observations, 'vcenter')).toMatchObject({
    licences: [
      { name: 'vCenter Server 8 Standard', total: 1, used: 1 },
      { name: 'vSphere 8 Enterprise Plus', expiresAt: '2027-03-31T00:00:00Z', features: ['vSphere DRS'] },
    ],
    alarms: [
      {
        name: 'Datastore usage on disk',
        on: 'the whole inventory',
        actions: ['mail to storage@corp.example', 'SNMP trap'],
      },
      { name: 'Backup proxy restarted', enabled: false, actions: ['script on the vCenter'] },
      { name: 'Host connection and power state' },
    ],
  })
  expect(JSON.stringify(observations)).not.toMatch(/A1B2C-D3E4F|M9N8O-P7Q6R|hunter2-in-a-(?:mail|script)/)
})

test('fields: what a server does not know is left out and said, and everything else is read', async () => {
  const unknownPaths = [
    'HostSystem.config.storageDevice.hostBusAdapter',
    'HostSystem.config.powerSystemInfo.currentPolicy',
    'Datastore.info',
    'LicenseManager.licenses',
    'ResourcePool.customValue',
  ]
  const { observations, report } = await readAll({ machines: 40, unknownPaths })
  expect(report.rejected).toEqual([])
  expect(report.missing.filter((line) => line.includes('not known to this server')).toSorted()).toEqual(
    unknownPaths.map((path) => `${path}: not known to this server (API 8.0.3.0)`).toSorted(),
  )
  expect(first(observations, 'host')).toMatchObject({ maxEvcMode: 'intel-icelake' })
  expect(observations.filter(({ kind }) => kind === 'vm')).toHaveLength(40)
})
