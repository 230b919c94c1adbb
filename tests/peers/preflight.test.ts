import { execFile } from 'node:child_process'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preflightVcenter } from '../../src/adapters/vsphere/preflight/index.ts'
import { preflight } from '../../src/app/preflight.ts'
import { wantedByKind } from '../../src/app/preflight-needs.ts'
import type { PreflightResult } from '../../src/contract/preflight.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import type { PreflightFacts } from '../../src/ports/preflight.ts'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { startFakeVcenter } from '../fakes/vsphere/server.ts'
import { hasSimulator, type Simulator, simulatorUser, startSimulator } from './vcsim/start.ts'

const bin = join(process.env['CAUSEWAY_PEERS_DIR'] ?? join(homedir(), '.cache', 'causeway-peers'), 'bin')
const run = promisify(execFile)

describe.skipIf(!hasSimulator())('preflight of the vCenter simulator', () => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator(50)
  }, 120_000)
  afterAll(() => simulator.stop())

  async function look(
    on = simulator,
  ): Promise<{ readonly result: PreflightResult; readonly facts: PreflightFacts }> {
    let facts: PreflightFacts | undefined
    const result = await preflight(
      async (...args) => (facts = await preflightVcenter(...args)),
      {
        url: on.url.href,
        credentials: {
          user: simulatorUser.name,
          password: async () => simulatorUser.password,
          pin: on.fingerprint,
        },
        all: true,
      },
      silentProgress(),
      Date.now,
    )
    if (facts === undefined) throw new Error('nothing was asked')
    return { result, facts }
  }

  /** What a shell does with lines that the result printed, govc in its path. */
  async function shell(text: string, url: URL, user: string, password: string): Promise<string> {
    const env = {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: tmpdir(),
      GOVC_URL: url.href,
      GOVC_USERNAME: user,
      GOVC_PASSWORD: password,
      GOVC_INSECURE: '1',
      GOVC_PERSIST_SESSION: 'false',
    }
    const { stdout } = await run('bash', ['--norc', '-ec', text], { env, timeout: 60_000 })
    return stdout
  }

  test('preflight peer: it answers by session, and holds everything for its only user', async () => {
    const { result } = await look()
    expect(result).toMatchObject({
      about: { apiType: 'VirtualCenter' },
      clock: { state: 'fine' },
      certificate: { trust: 'pinned', fingerprint: simulator.fingerprint },
      tags: { read: true, tags: 1, categories: 1 },
      askedWith: 'HasPrivilegeOnEntities',
    })
    expect(result.checked.find(({ kind }) => kind === 'vm')).toEqual({
      kind: 'vm',
      there: 50,
      asked: 50,
      unanswered: 0,
      sampled: false,
    })
    expect(result.stages.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready'])
    expect(result.roles.map(({ user }) => user)).toEqual(['all', 'all', 'all', 'all'])
    expect(result.sessions.open).toBeGreaterThan(0)
  })

  test('preflight peer: every privilege that a stage asks for is one that govmomi knows', async () => {
    const { facts } = await look()
    const known = new Set(facts.access.roles.find(({ name }) => name === 'Admin')?.privileges)
    expect(known.size).toBeGreaterThan(300)
    const asked = [...new Set(Object.values(wantedByKind()).flat())]
    expect(asked.filter((privilege) => !known.has(privilege))).toEqual([])
  })

  test('preflight peer: govc creates and gives the roles as they are printed, and the next look finds them', async () => {
    const { result } = await look()
    const commands = result.roles.map(({ govc }) => govc).join('\n')
    await shell(commands, simulator.url, simulatorUser.name, simulatorUser.password)
    const listed = await shell('govc role.ls', simulator.url, simulatorUser.name, simulatorUser.password)
    const names = ['causeway-read', 'causeway-cold', 'causeway-warm', 'causeway-guest']
    expect(names.filter((name) => !listed.includes(name))).toEqual([])
    const { result: after, facts } = await look()
    expect(after.roles.map(({ existing }) => existing)).toEqual(names)
    expect(after.roles.map(({ govc }) => govc.includes('role.create'))).toEqual([false, false, false, false])
    // The newest permission of a principal on an object takes the place of the one before.
    const given = facts.access.permissions.filter(({ principal }) => principal === 'causeway@your.domain')
    expect(given).toEqual([
      expect.objectContaining({ role: 'causeway-guest', group: false, propagate: true }),
    ])
  })

  test('preflight peer: a single host answers too, without tags and without a folder of vCenters', async () => {
    const host = await startSimulator(3, ['-esx'])
    try {
      const { result } = await look(host)
      expect(result).toMatchObject({ about: { apiType: 'HostAgent' }, askedWith: 'HasPrivilegeOnEntities' })
      expect(result.checked.map(({ kind, there, asked }) => [kind, there, asked])).toEqual(
        expect.arrayContaining([
          ['root', 1, 1],
          ['vm', 3, 3],
          ['host', 1, 1],
          ['datastore', 1, 1],
        ]),
      )
      expect(result.stages.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready'])
      expect(result.sessions.notes.join()).toContain('a host does not tell how many it allows')
    } finally {
      await host.stop()
    }
  })

  test('preflight peer: govc sees the roles and permissions of our own fake as the product does', async () => {
    const access = {
      roles: [{ name: 'snapshots', privileges: ['VirtualMachine.State.CreateSnapshot'] }],
      permissions: [
        { role: 'snapshots' },
        { role: 'ReadOnly', principal: 'HARBOUR\\Admins', propagate: false },
      ],
    }
    const fake = await startFakeVcenter({ machines: 20, access })
    try {
      const ask = (text: string) => shell(text, fake.url, fakeUser.name, fakeUser.password)
      expect((await ask('govc role.ls snapshots')).trim().split('\n')).toEqual([
        'System.Anonymous',
        'System.Read',
        'System.View',
        'VirtualMachine.State.CreateSnapshot',
      ])
      const permissions = await ask('govc permissions.ls -a=false')
      expect(permissions).toMatch(/snapshots +.*reader@vsphere\.local +Yes/)
    } finally {
      await fake.close()
    }
  })
})
