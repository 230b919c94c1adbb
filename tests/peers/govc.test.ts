import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../fakes/vsphere/server.ts'

const bin = join(
  process.env['CAUSEWAY_PEERS_DIR'] ?? join(homedir(), '.cache', 'causeway-peers'),
  'bin',
  'govc',
)

function hasGovc(): boolean {
  const there = existsSync(bin)
  if (!there && process.env['CAUSEWAY_PEERS'] === 'required') {
    throw new Error(`govc is required and missing in ${bin}; scripts/setup-peers builds it`)
  }
  return there
}

const run = promisify(execFile)

describe.skipIf(!hasGovc())('govc judges the fake vCenter', () => {
  let fake: FakeVcenter
  beforeAll(async () => {
    fake = await startFakeVcenter({ machines: 1500, taskMilliseconds: 100, rest: 'both', tls: true })
  })
  afterAll(async () => {
    await fake.close()
  })

  async function govc(...args: string[]): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      HOME: tmpdir(),
      GOVC_URL: fake.url.href,
      GOVC_USERNAME: fakeUser.name,
      GOVC_PASSWORD: fakeUser.password,
      GOVC_INSECURE: '1',
      GOVC_PERSIST_SESSION: 'false',
    }
    const { stdout } = await run(bin, args, { env, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 })
    return stdout
  }

  const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')

  test('govc: about, and the tree from above', async () => {
    expect(await govc('about')).toContain('API version:  8.0.3.0')
    expect(lines(await govc('ls'))).toEqual(['/Kiel/vm', '/Kiel/host', '/Kiel/datastore', '/Kiel/network'])
    expect(lines(await govc('ls', '/Kiel/vm'))).toHaveLength(30)
  })

  test('govc: finds every machine and every host over all pages', async () => {
    expect(lines(await govc('find', '/', '-type', 'm'))).toHaveLength(1500)
    expect(lines(await govc('find', '/', '-type', 'h'))).toHaveLength(38)
  })

  test('govc: a machine with its devices, host and address decodes into its types', async () => {
    const text = await govc('vm.info', '-json', '/Kiel/vm/Team 001/shop-web-00001')
    const { virtualMachines } = JSON.parse(text) as {
      virtualMachines: {
        name: string
        config: { hardware: { device: { key: number }[] } }
        guest: { ipAddress: string }
      }[]
    }
    const [machine] = virtualMachines
    expect([machine?.name, machine?.guest.ipAddress]).toEqual(['shop-web-00001', '10.20.0.1'])
    expect(machine?.config.hardware.device.map(({ key }) => key)).toEqual([
      200, 201, 300, 100, 400, 600, 700, 500, 12000, 1000, 3000, 2000, 4000, 4001,
    ])
    expect(await govc('vm.info', '-r', '/Kiel/vm/Team 001/shop-web-00001')).toMatch(
      /Host:\s+esx-0001\.corp\.example/,
    )
  })

  test('govc: collects single properties', async () => {
    const args = ['-s', 'VirtualMachine:vm-1001', 'name', 'config.hardware.numCPU', 'runtime.host']
    expect(lines(await govc('collect', ...args))).toEqual(
      expect.arrayContaining(['shop-web-00001', 'HostSystem:host-11']),
    )
  })

  test('govc: takes a snapshot, sees it, and removes it', async () => {
    const vm = '/Kiel/vm/Team 001/erp-app-00006'
    await govc('snapshot.create', '-vm', vm, 'first')
    expect(await govc('snapshot.tree', '-vm', vm)).toContain('first')
    await govc('snapshot.remove', '-vm', vm, 'first')
    expect(await govc('snapshot.tree', '-vm', vm)).not.toContain('first')
  })

  test('govc: exports the disks of a machine over a lease', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'causeway-govc-'))
    try {
      await govc('export.ovf', '-vm', '/Kiel/vm/Team 001/erp-app-00006', folder)
      expect(readdirSync(join(folder, 'erp-app-00006')).sort()).toEqual([
        'erp-app-00006-disk-0.vmdk',
        'erp-app-00006-disk-1.vmdk',
        'erp-app-00006-disk-2.vmdk',
        'erp-app-00006.ovf',
      ])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('govc: tags, and performance in numbers', async () => {
    expect(lines(await govc('tags.ls')).map((line) => line.split(/\s{2,}/)[0])).toEqual([
      'gold',
      'silver',
      'Team Blau & Grün',
      'unused',
    ])
    expect(lines(await govc('tags.attached.ls', 'gold'))).toHaveLength(375)
    expect(await govc('metric.sample', 'VirtualMachine:vm-1001', 'cpu.usage.average')).toMatch(
      /cpu\.usage\.average\s+[\d.]+,[\d.,]+\s+percent/,
    )
  })

  test('govc: no session stays behind', () => {
    expect(fake.openSessions()).toBe(0)
  })
})
