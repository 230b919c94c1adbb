import { useState } from 'react'
import type { VcenterChecked, VcenterUntrusted } from '../../../src/contract/vcenters.ts'
import { call } from '../../app/client.ts'

/** What is typed; the password stays in the memory of this page, and only until it was handed over. */
export interface Login {
  readonly source: string
  readonly user: string
  readonly password: string
  readonly pin: string
}

type Preflight = Extract<VcenterChecked, { readonly kind: 'checked' }>['preflight']

/** How far the conversation with a vCenter has come. */
export type Talk =
  | { readonly kind: 'typing' }
  | { readonly kind: 'checking' | 'handing-over' }
  | { readonly kind: 'untrusted'; readonly certificate: VcenterUntrusted }
  | { readonly kind: 'checked'; readonly preflight: Preflight }
  | { readonly kind: 'reading'; readonly run: string }
  | { readonly kind: 'watching'; readonly host: string }
  | { readonly kind: 'failed'; readonly error: Error }

const empty: Login = { source: '', user: '', password: '', pin: '' }

/** A vCenter from its address to its first read: typed, checked, trusted, read or watched. */
export function useVcenterLogin() {
  const [login, setLogin] = useState(empty)
  const [talk, setTalk] = useState<Talk>({ kind: 'typing' })
  const act = async (kind: 'checking' | 'handing-over', work: () => Promise<Talk>) => {
    setTalk({ kind })
    try {
      setTalk(await work())
    } catch (error) {
      setTalk({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) })
    }
  }
  const check = (asked: Login) =>
    act('checking', async () => {
      const answer = await call('checkVcenter', { body: bodyOf(asked) })
      return answer.kind === 'untrusted' ? { kind: 'untrusted', certificate: answer } : answer
    })
  const handOver = (work: () => Promise<Talk>) =>
    act('handing-over', async () => {
      const next = await work()
      setLogin((before) => ({ ...before, password: '' }))
      return next
    })
  return {
    login,
    talk,
    /** What was found out holds for what was typed then. */
    change: (part: Partial<Login>) => {
      // Another address has another certificate.
      const pin = part.source === undefined ? {} : { pin: '' }
      setLogin((before) => ({ ...before, ...pin, ...part }))
      setTalk({ kind: 'typing' })
    },
    check: () => check(login),
    trust: (pin: string) => {
      const pinned = { ...login, pin }
      setLogin(pinned)
      return check(pinned)
    },
    read: () =>
      handOver(async () => ({
        kind: 'reading',
        run: (await call('readVcenter', { body: bodyOf(login) })).run,
      })),
    watch: () =>
      handOver(async () => ({
        kind: 'watching',
        host: (await call('startWatch', { body: bodyOf(login) })).watch.host,
      })),
    again: () => setTalk({ kind: 'typing' }),
  }
}

function bodyOf({ source, user, password, pin }: Login) {
  const known = pin.trim() === '' ? {} : { pin: pin.trim() }
  return { source: source.trim(), user: user.trim(), password, ...known }
}

/** A fingerprint as people compare it: in pairs, with colons, in capitals. */
export function inPairs(fingerprint: string): string {
  return (fingerprint.match(/../g) ?? []).join(':').toUpperCase()
}
