import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { preflightResult } from '../src/contract/preflight.ts'
import { causeway, type Finished, newFolder } from './causeway.ts'
import { selfSigned } from './fakes/vsphere/certificate.ts'
import { startProxy } from './fakes/proxy.ts'
import { fakeUser } from './fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from './fakes/vsphere/server.ts'

let fake: FakeVcenter
const folder = newFolder('preflight')
beforeAll(async () => {
  const access = {
    permissions: [{ role: 'ReadOnly' }, { on: 'Folder:group-v10001', role: 'Admin' }],
  }
  fake = await startFakeVcenter({ machines: 80, tls: true, access, aheadMilliseconds: 60_000 })
  writeFileSync(join(folder, 'password'), `${fakeUser.password}\n`)
})
afterAll(() => fake.close())

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  url = fake.url.href,
): Promise<Finished> {
  const given = ['--user', fakeUser.name, '--password-file', 'password', '--pin', fake.fingerprint ?? '']
  return causeway(['preflight', url, ...given, ...args], folder, environment)
}

test('preflight command: tables for people, one document for scripts, no workspace, no session left', async () => {
  const shown = await run(['--role', 'cold'])
  expect([shown.code, fake.openSessions()]).toEqual([0, 0])
  const lines = shown.stdout.split('\n')
  const with_ = (text: string): string | undefined => lines.find((line) => line.includes(text))
  expect(with_('System.Read')).toMatch(/System\.Read +everything +yes +always/)
  expect(with_('Global.Licenses')).toMatch(/Global\.Licenses +root +no +for licences/)
  expect(with_('DiskRandomRead')).toMatch(/vm +on 50 of 80 +always/)
  expect(with_('missing on')).toMatch(
    /^ {4}missing on vm [\w-]+ \(vm-1051\), vm [\w-]+ \(vm-1052\), vm [\w-]+ \(vm-1053\) and 27 more$/,
  )
  expect(with_('clock')).toMatch(/60\.0 s ahead of this machine .* set one of them by NTP/)
  expect(lines).toContain('  govc role.create causeway-cold \\')
  expect(lines).toContain(
    `  govc permissions.set -principal ${fakeUser.name} -role causeway-cold -propagate=true /`,
  )
  expect(lines.filter((line) => line.length > 126)).toEqual([])

  const { code, stdout, stderr } = await run(['--json'])
  const result = preflightResult.parse(JSON.parse(stdout))
  expect([code, result.stages.map(({ stage, state }) => `${stage} ${state}`)]).toEqual([
    0,
    ['read ready', 'cold missing', 'warm missing', 'guest partly'],
  ])
  expect(`${shown.stdout}${shown.stderr}${stdout}${stderr}`).not.toContain(fakeUser.password)
})

test('preflight command: what is missing is no failure; 3 when a stage was named that is not ready', async () => {
  expect((await run(['--fail-on', 'read'])).code).toBe(0)
  expect((await run(['--fail-on', 'warm', '--json'])).code).toBe(3)
  const wrong = await run(['--role', 'hot'])
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('read, cold, warm or guest')])
})

test('preflight command: a certificate that nobody vouches for ends it with the command to pin it', async () => {
  const args = ['preflight', fake.url.href, '--user', fakeUser.name, '--password-file', 'password']
  const { code, stderr, stdout } = await causeway(args, folder)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain(
    `causeway preflight ${fake.url.origin} --user ${fakeUser.name} --pin ${fake.fingerprint}`,
  )
})

test('preflight command: through a proxy that wants a password, which nobody gets to see', async () => {
  const proxy = await startProxy({ leadsTo: Number(fake.url.port), wants: 'crane:hunter2' })
  try {
    const HTTPS_PROXY = `http://crane:hunter2@127.0.0.1:${proxy.port}`
    const url = 'https://vc01.harbour.invalid/sdk'
    const { code, stdout, stderr } = await run(['--json'], { HTTPS_PROXY }, url)
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ host: 'vc01.harbour.invalid', proxy: `127.0.0.1:${proxy.port}` }),
    ])
    const refused = await run([], { HTTPS_PROXY: HTTPS_PROXY.replace('hunter2', 'hunter3') }, url)
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('(407)')])
    expect(`${stdout}${stderr}${refused.stderr}`).not.toMatch(/hunter[23]/)
  } finally {
    await proxy.close()
  }
})

test('preflight command: a certificate that this machine trusts is verified; a proxy that speaks TLS is verified too', async () => {
  const proxyIdentity = selfSigned('localhost')
  const own = await startFakeVcenter({ machines: 5, tls: true })
  const proxy = await startProxy({
    leadsTo: Number(own.url.port),
    identity: proxyIdentity,
    wants: 'crane:hunter2',
  })
  try {
    const look = (url: string, pem: string, more: readonly string[], environment = {}): Promise<Finished> => {
      const file = join(folder, 'trusted.pem')
      writeFileSync(file, pem)
      const args = [
        'preflight',
        url,
        '--user',
        fakeUser.name,
        '--password-file',
        'password',
        '--json',
        ...more,
      ]
      return causeway(args, folder, { NODE_EXTRA_CA_CERTS: file, ...environment })
    }
    const theirs = own.certificate ?? ''
    const direct = await look(`https://localhost:${own.url.port}/sdk`, theirs, [])
    expect([direct.code, preflightResult.parse(JSON.parse(direct.stdout)).certificate]).toEqual([
      0,
      expect.objectContaining({ trust: 'verified', subject: 'CN=localhost', fingerprint: own.fingerprint }),
    ])
    // The proxy leads any name to the vCenter, whose certificate says localhost: a pin speaks for it.
    const through = (pem: string): Promise<Finished> =>
      look('https://vc01.harbour.invalid', pem, ['--pin', own.fingerprint ?? ''], {
        HTTPS_PROXY: `https://crane:hunter2@localhost:${proxy.port}`,
      })
    const verified = await through(proxyIdentity.cert)
    expect([verified.code, JSON.parse(verified.stdout)]).toEqual([
      0,
      expect.objectContaining({ proxy: `localhost:${proxy.port}` }),
    ])
    const stranger = await through(theirs)
    expect([stranger.code, stranger.stderr]).toEqual([
      1,
      expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
    ])
    expect(stranger.stderr).not.toContain('hunter2')
  } finally {
    await proxy.close()
    await own.close()
  }
})
