import { expect, test } from 'vitest'
import { problem } from '../../../model/problems/index.ts'
import { type Patience, TryLater, withRetries } from './retry.ts'
import { targetOf } from './target.ts'

const quick: Patience = { attempts: 3, pauseMilliseconds: 1, random: () => 0 }

function failing(times: number, error: Error): { work: () => Promise<string>; tries: () => number } {
  let tries = 0
  return {
    tries: () => tries,
    async work() {
      tries++
      if (tries <= times) throw error
      return 'read'
    },
  }
}

test('transport: what may pass is tried again, as often as patience allows and no longer', async () => {
  const { signal } = new AbortController()
  const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' })
  const twice = failing(2, reset)
  expect([await withRetries(twice.work, quick, signal), twice.tries()]).toEqual(['read', 3])
  const always = failing(9, new TryLater('busy'))
  await expect(withRetries(always.work, quick, signal)).rejects.toThrow('busy')
  expect(always.tries()).toBe(3)
})

test('transport: what will not pass is told at once', async () => {
  const { signal } = new AbortController()
  for (const error of [
    problem('vcenter-login', {}),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    new Error('bug'),
  ]) {
    const once = failing(1, error)
    await expect(withRetries(once.work, quick, signal)).rejects.toBe(error)
    expect(once.tries()).toBe(1)
  }
})

test('transport: an abort ends the waiting between two attempts', async () => {
  const stop = new AbortController()
  const always = failing(9, new TryLater('busy'))
  const reading = withRetries(always.work, { ...quick, pauseMilliseconds: 60_000 }, stop.signal)
  setTimeout(() => stop.abort(), 5)
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  expect(always.tries()).toBe(1)
})

test('transport: a target is a host with a user, and keeps nothing else of its address', () => {
  const password = async (): Promise<string> => 'x'
  const { url, user, pin } = targetOf(
    new URL('https://vc.example:8443/?a=b#c'),
    'administrator@vsphere.local',
    password,
    `${'AB:'.repeat(31)}CD`,
  )
  expect([url.href, user, pin]).toEqual([
    'https://vc.example:8443/sdk',
    'administrator@vsphere.local',
    `${'ab'.repeat(31)}cd`,
  ])
})
