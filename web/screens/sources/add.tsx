import { Button } from '@patternfly/react-core'
import { type DragEvent, useRef, useState } from 'react'
import { FileToAdd } from './file-to-add.tsx'
import { VcenterCommand } from './vcenter-command.tsx'

/** Takes files by drag and drop or a dialog: each is checked first, and read into the estate when that is wanted. */
export function AddSource() {
  const [over, setOver] = useState(false)
  const [files, setFiles] = useState<readonly { readonly key: number; readonly file: File }[]>([])
  const [vcenter, setVcenter] = useState(false)
  const next = useRef(0)
  const input = useRef<HTMLInputElement>(null)
  const take = (given: readonly File[]) =>
    setFiles((before) => [...before, ...given.map((file) => ({ key: next.current++, file }))])
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take([...event.dataTransfer.files])
  }
  return (
    <section
      aria-label="Add a source"
      className={over ? 'cw-drop cw-over' : 'cw-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        Drop RVTools workbooks, OVA, OVF, VMX or CSV files here,{' '}
        <Button variant="link" isInline onClick={() => input.current?.click()}>
          choose some
        </Button>
        , or{' '}
        <Button variant="link" isInline aria-expanded={vcenter} onClick={() => setVcenter(!vcenter)}>
          read a vCenter
        </Button>
        .{' '}
        <span className="cw-soft">A file is checked first, and nothing of it is kept until you add it.</span>
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files that describe the estate"
        onChange={(event) => {
          take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {vcenter ? <VcenterCommand /> : undefined}
      {files.length > 0 ? (
        <ul className="cw-sent">
          {files.map(({ key, file }) => (
            <FileToAdd
              key={key}
              file={file}
              onLeave={() => setFiles((before) => before.filter((one) => one.key !== key))}
            />
          ))}
        </ul>
      ) : undefined}
    </section>
  )
}
