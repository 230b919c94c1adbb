import { afterEach, expect, test } from 'vitest'
import { silentProgress } from '../../../lib/progress.ts'
import { Problem } from '../../../model/problems/index.ts'
import { type FakeProxy, type ProxyOptions, startProxy } from '../../../../tests/fakes/proxy.ts'
import { fakeUser } from '../../../../tests/fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../../../../tests/fakes/vsphere/server.ts'
import { openVcenter } from '../live.ts'
import { readingOf } from '../read.ts'
import { defaultLimits } from './http.ts'
import { type Environment, proxyFor } from './proxy.ts'
import { targetOf } from './target.ts'

const running: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.close()
})

async function site(
  options: Omit<ProxyOptions, 'leadsTo'> = {},
): Promise<{ fake: FakeVcenter; proxy: FakeProxy }> {
  const fake = await startFakeVcenter({ machines: 120, tls: true, rest: 'both' })
  const proxy = await startProxy({ leadsTo: Number(fake.url.port), ...options })
  running.push(fake, proxy)
  return { fake, proxy }
}

/** Reads the vCenter under a name that only the proxy knows. */
async function read(fake: FakeVcenter, environment: Environment, pin = fake.fingerprint) {
  const url = new URL('https://vc01.harbour.invalid/sdk')
  const target = targetOf(url, fakeUser.name, async () => fakeUser.password, pin, environment)
  const limits = { ...defaultLimits, attempts: 3, pauseMilliseconds: 1 }
  const source = await openVcenter(target, silentProgress(), { limits })
  try {
    const reading = readingOf(source, silentProgress())
    let vms = 0
    for await (const { kind } of reading.observations) if (kind === 'vm') vms++
    return { vms, missing: reading.report().missing }
  } finally {
    await source.close()
  }
}

test('proxy: inventory and tags of a vCenter are read through CONNECT, to a name that only the proxy knows', async () => {
  const { fake, proxy } = await site({ wants: 'crane:p@ss:word' })
  const HTTPS_PROXY = `http://crane:p%40ss%3Aword@127.0.0.1:${proxy.port}`
  expect(await read(fake, { HTTPS_PROXY })).toEqual({ vms: 120, missing: [] })
  expect(new Set(proxy.asked)).toEqual(new Set(['vc01.harbour.invalid:443']))
  expect(fake.openSessions()).toBe(0)
  expect(fake.requests()).toBeGreaterThan(proxy.asked.length)
})

test('proxy: a stranger behind it is still refused, and hears nothing', async () => {
  const { fake, proxy } = await site()
  const refusal = await read(fake, { https_proxy: `127.0.0.1:${proxy.port}` }, 'ab'.repeat(32)).catch(
    (error: unknown) => error,
  )
  expect(refusal).toMatchObject({ code: 'vcenter-certificate-changed' })
  expect(fake.requests()).toBe(0)
})

test('proxy: one that is busy for a moment is asked again; one that refuses is told with what to do, never with its password', async () => {
  const moment = await site({ busy: 2 })
  const through = { HTTPS_PROXY: `http://127.0.0.1:${moment.proxy.port}` }
  expect((await read(moment.fake, through)).vms).toBe(120)

  const says = async (options: Omit<ProxyOptions, 'leadsTo'>): Promise<string> => {
    const { fake, proxy } = await site(options)
    const error = await read(fake, { HTTPS_PROXY: `http://crane:hunter2@127.0.0.1:${proxy.port}` }).catch(
      (reason: unknown) => reason,
    )
    if (!(error instanceof Problem)) throw new Error('no problem was told', { cause: error })
    expect(JSON.stringify([error.message, error.remedy, error.values, String(error.stack)])).not.toMatch(
      /hunter2|aHVudGVyMg|Y3JhbmU6/,
    )
    return `${error.code}: ${error.message.replaceAll(String(proxy.port), 'PORT')}`
  }
  expect([
    await says({ wants: 'crane:another' }),
    await says({ status: 403 }),
    await says({ status: 503 }),
  ]).toEqual([
    'proxy-refused: The proxy 127.0.0.1:PORT gives no way to vc01.harbour.invalid:443: it wants a name and a password, or others than these (407).',
    'proxy-refused: The proxy 127.0.0.1:PORT gives no way to vc01.harbour.invalid:443: its rules forbid that host or port (403).',
    'proxy-refused: The proxy 127.0.0.1:PORT gives no way to vc01.harbour.invalid:443: it cannot reach the vCenter now (503).',
  ])
})

test('proxy: one where nobody listens is told by name', async () => {
  const { fake, proxy } = await site()
  await proxy.close()
  running.pop()
  await expect(read(fake, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` })).rejects.toThrow(
    `The proxy 127.0.0.1:${proxy.port} gives no way to vc01.harbour.invalid:443: it cannot be reached (ECONNREFUSED).`,
  )
})

test('proxy: NO_PROXY leaves out hosts, domains, addresses and ranges; this machine is never asked for through one', () => {
  const HTTPS_PROXY = 'proxy.harbour.example:3128'
  const asks = (host: string, no_proxy = ''): string =>
    proxyFor(new URL(`https://${host}/sdk`), { HTTPS_PROXY, no_proxy })?.label ?? 'direct'
  expect(
    [
      asks('vc01.harbour.example'),
      asks('vc01.harbour.example', 'other.example, harbour.example'),
      asks('vc01.harbour.example', '.harbour.example'),
      asks('harbour.example', '.harbour.example'),
      asks('vc01.harbour.example', '*.harbour.example'),
      asks('notharbour.example', 'harbour.example'),
      asks('vc01.harbour.example:8443', 'vc01.harbour.example:443'),
      asks('vc01.harbour.example:8443', 'vc01.harbour.example:8443'),
      asks('10.20.30.40', '10.20.0.0/16'),
      asks('10.21.30.40', '10.20.0.0/16'),
      asks('[fd00::5]', 'fd00::/8'),
      asks('vc01.harbour.example', '*'),
      asks('127.0.0.1'),
      asks('localhost:8989'),
    ].map((way) => (way === 'proxy.harbour.example:3128' ? 'proxy' : way)),
  ).toEqual([
    'proxy',
    'direct',
    'direct',
    'proxy',
    'direct',
    'proxy',
    'proxy',
    'direct',
    'direct',
    'proxy',
    'direct',
    'direct',
    'direct',
    'direct',
  ])
  expect(proxyFor(new URL('https://vc.example/'), {})).toBeUndefined()
  const hidden = 'socks5://crane:hunter2@proxy'
  expect(() => proxyFor(new URL('https://vc.example/'), { HTTPS_PROXY: hidden })).toThrow(
    /^The proxy that HTTPS_PROXY names for vc.example cannot be used: (?!.*hunter2)/,
  )
})
