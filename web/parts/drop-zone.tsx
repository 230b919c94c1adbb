import { Button } from '@patternfly/react-core'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import './drop-zone.css'

/** Takes files by drag and drop or by a dialog. `words` is given the button that opens the dialog. */
export function DropZone({
  label,
  filesLabel,
  words,
  children,
  onFiles,
}: {
  readonly label: string
  readonly filesLabel: string
  readonly words: (choose: ReactNode) => ReactNode
  /** What became of the files. */
  readonly children?: ReactNode
  readonly onFiles: (files: readonly File[]) => void
}) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <section
      aria-label={label}
      className={over ? 'cw-drop cw-over' : 'cw-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        {words(
          <Button variant="link" isInline onClick={() => input.current?.click()}>
            choose some
          </Button>,
        )}
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={filesLabel}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {children}
    </section>
  )
}
