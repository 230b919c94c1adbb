import { useSearchParams } from 'react-router'
import type { Mode } from './teams.ts'

/** The mode that is looked at; it stands in the address bar, so that a link shows the same. */
export function useMode(recommended: Mode): readonly [Mode, (mode: Mode) => void] {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('mode')
  const mode: Mode = asked === 'keep-ip' || asked === 're-ip' ? asked : recommended
  const choose = (next: Mode) =>
    setSearch(
      (before) => {
        const changed = new URLSearchParams(before)
        changed.set('mode', next)
        return changed
      },
      { replace: true },
    )
  return [mode, choose]
}
