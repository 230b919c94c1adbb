import { useSyncExternalStore } from 'react'

let mark = 0
const listeners = new Set<() => void>()
let source: EventSource | undefined

function listen(): void {
  if (source) return
  source = new EventSource('/api/v1/events')
  source.addEventListener('changed', (event) => {
    const next = Number(event.lastEventId)
    if (next === mark) return
    mark = next
    for (const listener of listeners) listener()
  })
}

/** A number that changes whenever anything in the workspace does, whoever changed it. One connection for all screens. */
export function useMark(): number {
  return useSyncExternalStore(
    (listener) => {
      listen()
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => mark,
  )
}
