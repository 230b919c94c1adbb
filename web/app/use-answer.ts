import { useEffect, useRef, useState } from 'react'
import type { Answer, RouteName } from '../../src/contract/routes.ts'
import type { ApiError, CallOptions } from './client.ts'
import { callText } from './client.ts'
import { useMark } from './live.ts'

/** What a screen knows of an answer. */
export type Asked<Value> =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly error: ApiError | Error }
  | { readonly state: 'here'; readonly value: Value }

interface Memory {
  readonly key: string
  /** The answer as text: the same text again is no news and nothing is drawn anew. */
  text: string | undefined
  tookMilliseconds: number
}

/**
 * Asks a route, and again when something in the workspace changes; the old answer stays until the new one is here. While
 * an import or a run changes things all the time, a slow answer is asked for rarely: at most a third of the time is spent asking.
 */
export function useAnswer<Name extends RouteName>(
  name: Name,
  options: CallOptions = {},
  /** Nothing is asked before it is wanted. */
  wanted = true,
): Asked<Answer<Name>> {
  const [asked, setAsked] = useState<Asked<Answer<Name>>>({ state: 'waiting' })
  const mark = useMark()
  const key = JSON.stringify([name, options.params, options.query])
  const memory = useRef<Memory>({ key, text: undefined, tookMilliseconds: 0 })
  useEffect(() => {
    if (!wanted) return
    const stop = new AbortController()
    const fresh = memory.current.key !== key || memory.current.text === undefined
    if (memory.current.key !== key) memory.current = { key, text: undefined, tookMilliseconds: 0 }
    const own = memory.current
    const ask = async () => {
      const started = performance.now()
      try {
        const text = await callText(name, { ...options, signal: stop.signal })
        if (stop.signal.aborted) return
        own.tookMilliseconds = performance.now() - started
        if (text === own.text) return
        own.text = text
        setAsked({ state: 'here', value: JSON.parse(text) as Answer<Name> })
      } catch (error) {
        if (stop.signal.aborted) return
        own.text = undefined
        setAsked({ state: 'failed', error: error instanceof Error ? error : new Error(String(error)) })
      }
    }
    const timer = setTimeout(() => void ask(), fresh ? 0 : Math.min(20_000, own.tookMilliseconds * 2))
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
    // The key stands for the options: their identity changes with every render.
  }, [key, mark, wanted])
  return asked
}
