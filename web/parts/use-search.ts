import { useSearchParams } from 'react-router'

/** Changes parts of the address bar; an empty part goes. The way back skips the states in between. */
export function useSearch(): readonly [
  URLSearchParams,
  (parts: Readonly<Record<string, string | undefined>>) => void,
] {
  const [search, setSearch] = useSearchParams()
  // The address bar itself, not what this rendering saw of it: a text that rests may be told on after another choice.
  const change = (parts: Readonly<Record<string, string | undefined>>) =>
    setSearch(searchWith(new URLSearchParams(window.location.search), parts), { replace: true })
  return [search, change]
}

/** The address bar's search with parts changed. */
export function searchWith(
  before: URLSearchParams,
  parts: Readonly<Record<string, string | undefined>>,
): URLSearchParams {
  const next = new URLSearchParams(before)
  for (const [key, value] of Object.entries(parts)) {
    if (value === undefined || value === '') next.delete(key)
    else next.set(key, value)
  }
  return next
}
