import { useEffect, useState } from 'react'
import type { Answer, RouteName } from '../../src/contract/routes.ts'
import { ApiError, call, type CallOptions } from './client.ts'
import { useMark } from './live.ts'

/** What a screen knows of an answer. */
export type Asked<Value> =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly error: ApiError | Error }
  | { readonly state: 'here'; readonly value: Value }

/** Asks a route and asks again when something in the workspace changes; the old answer stays until the new one is here. */
export function useAnswer<Name extends RouteName>(
  name: Name,
  options: CallOptions = {},
): Asked<Answer<Name>> {
  const [asked, setAsked] = useState<Asked<Answer<Name>>>({ state: 'waiting' })
  const mark = useMark()
  const key = JSON.stringify([options.params, options.query])
  useEffect(() => {
    const stop = new AbortController()
    call(name, { ...options, signal: stop.signal }).then(
      (value) => setAsked({ state: 'here', value }),
      (error: unknown) => {
        if (!stop.signal.aborted)
          setAsked({ state: 'failed', error: error instanceof Error ? error : new Error(String(error)) })
      },
    )
    return () => stop.abort()
    // The key stands for the options: their identity changes with every render.
  }, [name, key, mark])
  return asked
}
