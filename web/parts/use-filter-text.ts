import { useEffect, useRef, useState } from 'react'

/** How long typing rests before the address bar follows. */
const restMilliseconds = 150

/**
 * The text of the filter as it is typed. The address bar follows when typing rests; when it changes by itself (a link, the
 * back button), the text follows it.
 */
export function useFilterText(
  inAddress: string,
  onRest: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [text, setText] = useState(inAddress)
  const written = useRef(inAddress)
  // The newest: what was changed while typing rested (a click on a column) must not be undone by an older one.
  const rest = useRef(onRest)
  rest.current = onRest
  useEffect(() => {
    if (inAddress === written.current) return
    written.current = inAddress
    setText(inAddress)
  }, [inAddress])
  useEffect(() => {
    if (text === written.current) return
    const timer = setTimeout(() => {
      written.current = text
      rest.current(text)
    }, restMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  return [text, setText]
}
