import { useEffect, useRef, useState } from 'react'
import type { CodeShown } from './code-mirror.ts'
import { Waiting } from './waiting.tsx'

/** A text with line numbers, or a diff of two; the editor is loaded when the first one is shown. */
export function CodeView({ text, original, label }: CodeShown) {
  const place = useRef<HTMLDivElement>(null)
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let close: (() => void) | undefined
    let gone = false
    void import('./code-mirror.ts').then(({ showCode }) => {
      if (gone || !place.current) return
      close = showCode(place.current, { text, original, label })
      setReady(true)
    })
    return () => {
      gone = true
      close?.()
    }
  }, [text, original, label])
  return (
    <div className="cw-code">
      {ready ? undefined : <Waiting what="the text" />}
      <div ref={place} />
    </div>
  )
}
