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
  useEffect(() => {
    if (inAddress === written.current) return
    written.current = inAddress
    setText(inAddress)
  }, [inAddress])
  useEffect(() => {
    if (text === written.current) return
    const timer = setTimeout(() => {
      written.current = text
      onRest(text)
    }, restMilliseconds)
    return () => clearTimeout(timer)
    // Only the text counts: onRest is made anew with every rendering.
  }, [text])
  return [text, setText]
}
