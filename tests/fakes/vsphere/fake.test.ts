import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { collector, inside, PlainClient } from './client.ts'
import type { FakeOptions } from './options.ts'
import { type FakeVcenter, startFakeVcenter } from './server.ts'

const running: FakeVcenter[] = []
afterEach(async () => {
  for (const fake of running.splice(0)) await fake.close()
})

async function start(options: FakeOptions = {}): Promise<{ fake: FakeVcenter; client: PlainClient }> {
  const fake = await startFakeVcenter({ machines: 300, taskMilliseconds: 40, ...options })
  running.push(fake)
  return { fake, client: await PlainClient.open(fake) }
}

const everyMachine =
  '<specSet><propSet><type>VirtualMachine</type><pathSet>name</pathSet></propSet><objectSet><obj type="ContainerView">VIEW</obj><skip>true</skip><selectSet><type>ContainerView</type><path>view</path><skip>false</skip></selectSet></objectSet></specSet><options><maxObjects>1000</maxObjects></options>'

async function machineView(client: PlainClient): Promise<string> {
  const view = await client.ask(
    'CreateContainerView',
    'ViewManager ViewManager',
    '<container type="Folder">group-d1</container><type>VirtualMachine</type><recursive>true</recursive>',
  )
  return everyMachine.replace('VIEW', inside(view, 'returnval')[0] ?? '')
}

test('fake vCenter: a page holds 100 objects, its token works once, and a cancelled one not at all', async () => {
  const { client } = await start()
  let page = await client.ask('RetrievePropertiesEx', collector, await machineView(client))
  const [first] = inside(page, 'token')
  const counts = [inside(page, 'objects').length]
  while (inside(page, 'token').length > 0) {
    page = await client.ask(
      'ContinueRetrievePropertiesEx',
      collector,
      `<token>${inside(page, 'token')[0]}</token>`,
    )
    counts.push(inside(page, 'objects').length)
  }
  expect(counts).toEqual([100, 100, 100])
  const again = await client.ask('ContinueRetrievePropertiesEx', collector, `<token>${first}</token>`)
  expect(again).toContain('xsi:type="InvalidArgument"')
  const other = await client.ask('RetrievePropertiesEx', collector, await machineView(client))
  const token = `<token>${inside(other, 'token')[0]}</token>`
  await client.ask('CancelRetrievePropertiesEx', collector, token)
  expect(await client.ask('ContinueRetrievePropertiesEx', collector, token)).toContain('InvalidArgument')
})

test('fake vCenter: a property is known from its version on, and its type is said with xsi', async () => {
  const path = 'config.hardware.autoCoresPerSocket'
  const answers: string[] = []
  for (const apiVersion of ['7.0.3.0', '8.0.0.1']) {
    const { client } = await start({ apiVersion })
    const xml = await client.properties('VirtualMachine vm-1001', [path])
    answers.push(inside(xml, 'detail')[0] ?? /<val[^]*?<\/val>/.exec(xml)?.[0] ?? '')
  }
  expect(answers).toEqual([
    `<InvalidPropertyFault xmlns="urn:vim25" xsi:type="InvalidProperty"><name>${path}</name></InvalidPropertyFault>`,
    '<val xsi:type="xsd:boolean">false</val>',
  ])
})

test('fake vCenter: what may not be seen is missing with the privilege, for the same objects every time', async () => {
  const holes = [
    { type: 'VirtualMachine', oneIn: 3, paths: ['config'], privilege: 'VirtualMachine.Config.Read' },
  ]
  const { client } = await start({ holes })
  const spec = (await machineView(client)).replace('>name<', '>config.uuid<')
  const xml = await client.ask('RetrievePropertiesEx', collector, spec)
  const [holed, whole] = [inside(xml, 'missingSet'), inside(xml, 'propSet')]
  expect(holed.length + whole.length).toBe(100)
  expect(holed.length).toBeGreaterThan(20)
  expect(holed[0]).toMatch(/NoPermission.*<privilegeId>VirtualMachine\.Config\.Read<\/privilegeId>/)
})

test('fake vCenter: an idle session is gone, and only so many are let in', async () => {
  const { fake, client } = await start({ sessionCap: 2 })
  const second = await PlainClient.open(fake)
  expect(await second.ask('CurrentTime', 'ServiceInstance ServiceInstance')).toContain('<returnval>')
  const third = new PlainClient(fake)
  const login = `<userName>reader@vsphere.local</userName><password>pass&lt;&amp;&gt;word</password>`
  expect(await third.ask('Login', 'SessionManager SessionManager', login)).toBe('503')
  fake.world.later(31 * 60_000)
  expect(await client.ask('CurrentTime', 'ServiceInstance ServiceInstance')).toContain('NotAuthenticated')
  expect(fake.openSessions()).toBe(0)
})

test('fake vCenter: a start in the middle loses sessions, views and tokens', async () => {
  const { fake, client } = await start()
  const page = await client.ask('RetrievePropertiesEx', collector, await machineView(client))
  fake.world.restart(0)
  expect([fake.openSessions(), fake.world.pages.size]).toEqual([0, 0])
  const token = `<token>${inside(page, 'token')[0]}</token>`
  expect(await client.ask('ContinueRetrievePropertiesEx', collector, token)).toContain('NotAuthenticated')
})

async function finished(client: PlainClient, answer: string): Promise<string> {
  const task = inside(answer, 'returnval')[0] ?? ''
  for (;;) {
    const info = await client.properties(`Task ${task}`, ['info'])
    const state = inside(info, 'state')[0]
    if (state === 'success' || state === 'error') return info
    await sleep(10)
  }
}

async function snapshotOf(client: PlainClient, vm: string): Promise<string> {
  const args = '<name>s</name><memory>false</memory><quiesce>false</quiesce>'
  const info = await finished(client, await client.ask('CreateSnapshot_Task', vm, args))
  return inside(info, 'result')[0] ?? ''
}

test('fake vCenter: changed areas follow a chain of change ids, in answers that go on', async () => {
  const { client } = await start()
  const vm = 'VirtualMachine vm-1003'
  const areas = async (snapshot: string, changeId: string): Promise<[number, number]> => {
    let [offset, count, calls] = [0, 0, 0]
    const capacity = Number(
      inside(await client.properties(vm, ['config.hardware.device']), 'capacityInBytes')[0],
    )
    while (offset < capacity) {
      const args = `<snapshot type="VirtualMachineSnapshot">${snapshot}</snapshot><deviceKey>2000</deviceKey><startOffset>${offset}</startOffset><changeId>${changeId}</changeId>`
      const xml = await client.ask('QueryChangedDiskAreas', vm, args)
      if (xml.includes('Fault')) throw new Error(inside(xml, 'detail')[0])
      offset += Number(inside(xml.replace(/<changedArea>.*<\/changedArea>/s, ''), 'length')[0])
      count += inside(xml, 'changedArea').length
      calls++
    }
    return [count, calls]
  }
  const [first, second] = [await snapshotOf(client, vm), await snapshotOf(client, vm)]
  const changeIdOf = async (snapshot: string): Promise<string> =>
    inside(
      await client.properties(`VirtualMachineSnapshot ${snapshot}`, ['config.hardware.device']),
      'changeId',
    )[0] ?? ''
  const [before, now] = [await changeIdOf(first), await changeIdOf(second)]
  expect([before.split('/')[0], Number(now.split('/')[1]) - Number(before.split('/')[1])]).toEqual([
    now.split('/')[0],
    1,
  ])
  const [allocated, calls] = await areas(second, '*')
  expect([
    allocated > 40,
    calls > 2,
    (await areas(second, before))[0],
    (await areas(second, now))[0],
  ]).toEqual([true, true, 7, 0])
  await expect(areas(second, '52 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00/1')).rejects.toThrow(
    'FileFault',
  )
  await expect(areas(second, 'nonsense')).rejects.toThrow('InvalidArgument')
})

test('fake vCenter: all five classes of backing carry change ids', async () => {
  const { client } = await start({ machines: 120 })
  const found = new Set<string>()
  for (let n = 11; n < 120; n += 20) {
    const xml = await client.properties(`VirtualMachine vm-${1001 + n}`, ['config.hardware.device'])
    for (const [, type] of xml.matchAll(/<backing xsi:type="(\w+)">(?:(?!<\/backing>).)*<changeId>/gs))
      found.add(type ?? '')
  }
  const plain = await client.properties('VirtualMachine vm-1001', ['config.hardware.device'])
  expect(plain).toMatch(/FlatVer2BackingInfo.*<changeId>/s)
  for (const name of ['SeSparse', 'SparseVer2', 'RawDiskMappingVer1', 'RawDiskVer2']) {
    expect([...found].some((type) => type.includes(name))).toBe(true)
  }
})

test('fake vCenter: a lease becomes ready, lives by the word of its owner, and ends', async () => {
  const { fake, client } = await start()
  const lease = inside(await client.ask('ExportVm', 'VirtualMachine vm-1006'), 'returnval')[0] ?? ''
  const state = async (): Promise<string | undefined> =>
    />(\w+)<\/val>/.exec(await client.properties(`HttpNfcLease ${lease}`, ['state']))?.[1]
  expect(await state()).toBe('initializing')
  expect(await client.ask('ExportVm', 'VirtualMachine vm-1006')).toContain('TaskInProgress')
  expect(await client.ask('ExportVm', 'VirtualMachine vm-1001')).toContain('InvalidPowerState')
  fake.world.later(1000)
  expect(await state()).toBe('ready')
  const info = await client.properties(`HttpNfcLease ${lease}`, ['info'])
  const url = inside(info, 'url')[0] ?? ''
  const disk = Buffer.from(await (await fetch(url)).arrayBuffer())
  expect([disk.toString('latin1', 0, 4), disk.length % 512, inside(info, 'leaseTimeout')]).toEqual([
    'KDMV',
    0,
    ['300'],
  ])
  fake.world.later(290_000)
  await client.ask('HttpNfcLeaseProgress', `HttpNfcLease ${lease}`, '<percent>50</percent>')
  fake.world.later(290_000)
  expect(await state()).toBe('ready')
  fake.world.later(20_000)
  expect([await state(), (await fetch(url)).status]).toEqual(['error', 404])
  expect(await client.ask('HttpNfcLeaseComplete', `HttpNfcLease ${lease}`)).toContain('InvalidState')
})

test('fake vCenter: who waits hears first of everything, then of what changed', async () => {
  const { fake, client } = await start()
  const spec = (await machineView(client)).replace(
    /<specSet>(.*)<\/specSet>.*/s,
    '<spec>$1</spec><partialUpdates>false</partialUpdates>',
  )
  await client.ask('CreateFilter', collector, spec)
  const wait = (version: string): Promise<string> =>
    client.ask(
      'WaitForUpdatesEx',
      collector,
      `<version>${version}</version><options><maxWaitSeconds>5</maxWaitSeconds></options>`,
    )
  let [version, seen] = ['', 0]
  for (let more = true; more; ) {
    const xml = await wait(version)
    seen += inside(xml, 'objectSet').length
    version = inside(xml, 'version')[0] ?? ''
    more = xml.includes('<truncated>true')
  }
  expect(seen).toBe(300)
  const waiting = wait(version)
  await sleep(20)
  fake.world.rename(2, 'renamed & moved')
  const xml = await waiting
  expect([inside(xml, 'kind'), inside(xml, 'name'), xml.includes('renamed &#38; moved')]).toEqual([
    ['modify'],
    ['name'],
    true,
  ])
  expect(await wait('77')).toContain('InvalidCollectorVersion')
})

test('fake vCenter: counters above the level are not kept, values are the same in both forms', async () => {
  const { client } = await start({ statisticsLevel: 1 })
  const ask = (format: string): Promise<string> =>
    client.ask(
      'QueryPerf',
      'PerformanceManager PerfMgr',
      `<querySpec><entity type="VirtualMachine">vm-1001</entity><maxSample>12</maxSample><metricId><counterId>2</counterId><instance></instance></metricId><metricId><counterId>130</counterId><instance></instance></metricId><intervalId>300</intervalId><format>${format}</format></querySpec>`,
    )
  const [normal, csv] = [await ask('normal'), await ask('csv')]
  const ids = inside(normal, 'counterId')
  const values = [...normal.matchAll(/<value>(-?\d+)<\/value>/g)].map(([, number]) => number)
  expect([ids, values.length, inside(csv, 'counterId')]).toEqual([['2'], 12, ['2']])
  expect(csv).toContain(`<value>${values.join(',')}</value>`)
})

test('fake vCenter: more metrics in a question than the limit are refused', async () => {
  const { client } = await start({ maxQueryMetrics: 3 })
  const spec = `<querySpec><entity type="VirtualMachine">vm-1001</entity><intervalId>300</intervalId></querySpec>`
  expect(await client.ask('QueryPerf', 'PerformanceManager PerfMgr', spec)).toContain(
    'RestrictedByAdministrator',
  )
})
