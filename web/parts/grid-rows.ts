import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef, useState } from 'react'

/** Height of a row, in pixels. */
export const rowHeight = 31

/** What a grid of any length needs: the rows in sight, the one that is chosen, and the keys that move it. */
export function useGridRows(count: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const chosen = Math.min(active, Math.max(0, count - 1))
  /** Arrow keys, Home, End, Page Up and Down; whether the key was one of them. */
  const moves = (event: KeyboardEvent): boolean => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2)
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      PageDown: chosen + page,
      PageUp: chosen - page,
      Home: 0,
      End: count - 1,
    }
    const target = targets[event.key]
    if (target === undefined) return false
    event.preventDefault()
    const at = Math.max(0, Math.min(count - 1, target))
    setActive(at)
    virtual.scrollToIndex(at)
    return true
  }
  return { scroller, virtual, chosen, choose: setActive, moves }
}
