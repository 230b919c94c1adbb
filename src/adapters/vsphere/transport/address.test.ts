import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { checkAddress, checkedLookup } from './address.ts'

test.each([
  ['169.254.169.254', 'cannot be used'],
  ['::ffff:169.254.169.254', 'cannot be used'],
  ['64:ff9b::a9fe:a9fe', 'cannot be used'],
  ['fe80::1', 'cannot be used'],
  ['fd00:ec2::254', 'cannot be used'],
  ['100.100.100.200', 'cannot be used'],
  ['0.0.0.0', 'cannot be used'],
  ['239.1.2.3', 'cannot be used'],
  ['10.20.0.5', 'fine'],
  ['127.0.0.1', 'fine'],
  ['::1', 'fine'],
  ['fd00:20::5', 'fine'],
  ['vcenter.example.com', 'fine'],
])('%s: %s', (host, expected) => {
  const judge = (): void => checkAddress(host, 'vcenter.example.com')
  if (expected === 'fine') expect(judge).not.toThrow()
  else expect(judge).toThrow(`${host} is a link-local, multicast or metadata address`)
})

test('a name is judged by what it leads to, in both forms in which a connection asks', async () => {
  const ask = (name: string, all: boolean) =>
    new Promise<unknown>((done) =>
      checkedLookup(name, { all }, (error, found: string | LookupAddress[]) => done(error?.message ?? found)),
    )
  expect(await ask('localhost', true)).toContainEqual(expect.objectContaining({ family: expect.any(Number) }))
  expect(await ask('127.0.0.1', false)).toBe('127.0.0.1')
  // Resolved as a name that leads there is.
  for (const all of [true, false])
    expect(await ask('169.254.169.254', all)).toMatch('169.254.169.254 cannot be used')
})
