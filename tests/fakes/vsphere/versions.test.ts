import { expect, test } from 'vitest'
import { openVcenter } from '../../../src/adapters/vsphere/live.ts'
import { readingOf } from '../../../src/adapters/vsphere/read.ts'
import { targetOf } from '../../../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../../../src/lib/progress.ts'
import { fakeUser } from './options.ts'
import { startFakeVcenter } from './server.ts'

interface Result {
  readonly machines: number
  readonly rejected: number
  readonly calls: number
  readonly sessions: number
  readonly missing: readonly string[]
}

async function readVersion(apiVersion: string): Promise<Result> {
  const fake = await startFakeVcenter({ machines: 120, apiVersion, rest: 'both' })
  try {
    const target = targetOf(fake.url, fakeUser.name, async () => fakeUser.password)
    const source = await openVcenter(target, silentProgress())
    const reading = readingOf(source, silentProgress())
    let machines = 0
    for await (const { kind } of reading.observations) if (kind === 'vm') machines++
    await source.close()
    const { rejected, missing } = reading.report()
    const calls = fake.calls.filter((call) => call === 'RetrievePropertiesEx').length
    return { machines, rejected: rejected.length, calls, sessions: fake.openSessions(), missing }
  } finally {
    await fake.close()
  }
}

test('vCenter: no version is asked for a property that it does not know, and none loses a machine', async () => {
  const versions = ['6.7.3', '7.0.0.0', '7.0.3.2', '8.0.0.0', '8.0.3.0', '9.0.0.0']
  const results = new Map<string, Result>()
  for (const version of versions) results.set(version, await readVersion(version))
  const newest = results.get('9.0.0.0')
  expect(newest?.missing).toEqual([])
  for (const { missing: _, ...counts } of results.values()) {
    // A call more would be one that was refused with InvalidProperty and asked again.
    expect(counts).toEqual({ machines: 120, rejected: 0, calls: newest?.calls, sessions: 0 })
  }
  expect(results.get('7.0.3.2')?.missing).toEqual([
    'VirtualMachine.config.hardware.autoCoresPerSocket: not known to this server (API 7.0.3.2)',
    'VirtualMachine.guest.guestDetailedData: not known to this server (API 7.0.3.2)',
  ])
})
