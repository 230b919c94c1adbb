import { useEffect, useState } from 'react'
import type { VmsResult } from '../../../src/contract/vms.ts'
import { type Asked, useAnswer } from '../../app/use-answer.ts'

/** More than a screen can show at once. */
const firstRows = 100

/**
 * Every row; and while those of a large estate are on their way the first that fit the filter, in order of name, so that
 * there is something to see and to open at once.
 */
export function useRows(where: string): {
  readonly asked: Asked<VmsResult>
  readonly isWhole: boolean
} {
  const [isWhole, setWhole] = useState(false)
  const first = useAnswer('vms', { query: { where, limit: firstRows } }, !isWhole)
  // After the first, which would otherwise wait behind it; a filter that cannot be read is told by the whole table.
  const all = useAnswer('vms', {}, isWhole || first.state !== 'waiting')
  const isHere = all.state !== 'waiting'
  useEffect(() => setWhole(isHere), [isHere])
  return isHere || first.state === 'failed' ? { asked: all, isWhole: true } : { asked: first, isWhole: false }
}
