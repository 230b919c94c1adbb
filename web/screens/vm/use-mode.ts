import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Mode } from './teams.ts'

/** The mode that is looked at; it stands in the address bar, so that a link shows the same. */
export function useMode(recommended: Mode): readonly [Mode, (mode: Mode) => void] {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('mode')
  const inAddress: Mode = asked === 'keep-ip' || asked === 're-ip' ? asked : recommended
  // The address bar follows in a later rendering; until then the radio button must not jump back.
  const [mode, setMode] = useState(inAddress)
  useEffect(() => setMode(inAddress), [inAddress])
  const choose = (next: Mode) => {
    setMode(next)
    setSearch(
      (before) => {
        const changed = new URLSearchParams(before)
        changed.set('mode', next)
        return changed
      },
      { replace: true },
    )
  }
  return [mode, choose]
}
