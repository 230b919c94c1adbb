import { useEffect, useRef, useState } from 'react'
import type { FlowsResult } from '../../../src/contract/flows.ts'
import { call } from '../../app/client.ts'
import { type Asked, useAnswer } from '../../app/use-answer.ts'

type Row = FlowsResult['rows'][number]
type Query = Readonly<Record<string, string | undefined>>

/** Rows asked for at once. */
const pageRows = 200

/** Flows of any number: the first page at once, each further one when it comes into sight. */
export function usePages(query: Query): {
  readonly asked: Asked<FlowsResult>
  readonly rowAt: (index: number) => Row | undefined
  readonly need: (from: number, to: number) => void
} {
  const asked = useAnswer('flows', { query: { ...query, limit: pageRows } })
  const first = asked.state === 'here' ? asked.value : undefined
  const pages = useRef(new Map<number, readonly Row[] | 'asked'>())
  const [, setArrived] = useState(0)
  const current = useRef(first)
  if (current.current !== first) {
    current.current = first
    pages.current = new Map(first ? [[0, first.rows]] : [])
  }
  useEffect(() => () => pages.current.clear(), [])
  const need = (from: number, to: number) => {
    const total = first?.total ?? 0
    for (let page = Math.floor(from / pageRows); page <= Math.floor(to / pageRows); page++) {
      if (page * pageRows >= total || pages.current.has(page)) continue
      const own = pages.current
      own.set(page, 'asked')
      call('flows', { query: { ...query, limit: pageRows, after: page * pageRows } })
        .then(({ rows }) => {
          own.set(page, rows)
          setArrived((count) => count + 1)
        })
        .catch(() => own.delete(page))
    }
  }
  const rowAt = (index: number): Row | undefined => {
    const page = pages.current.get(Math.floor(index / pageRows))
    return page === undefined || page === 'asked' ? undefined : page[index % pageRows]
  }
  return { asked, rowAt, need }
}
