import { Button } from '@patternfly/react-core'
import { useRef, useState } from 'react'
import { DropZone } from '../../parts/drop-zone.tsx'
import { FileToAdd } from './file-to-add.tsx'
import { VcenterForm } from './vcenter-form.tsx'

/** Takes files, or a vCenter: each is checked first, and read into the estate when that is wanted. */
export function AddSource() {
  const [files, setFiles] = useState<readonly { readonly key: number; readonly file: File }[]>([])
  const [vcenter, setVcenter] = useState(false)
  const next = useRef(0)
  const take = (given: readonly File[]) =>
    setFiles((before) => [...before, ...given.map((file) => ({ key: next.current++, file }))])
  return (
    <DropZone
      label="Add a source"
      filesLabel="Files that describe the estate"
      onFiles={take}
      words={(choose) => (
        <>
          Drop RVTools workbooks, OVA, OVF, VMX or CSV files here, {choose}, or{' '}
          <Button variant="link" isInline aria-expanded={vcenter} onClick={() => setVcenter(!vcenter)}>
            read a vCenter
          </Button>
          .{' '}
          <span className="cw-soft">
            A file is checked first, and nothing of it is kept until you add it.
          </span>
        </>
      )}
    >
      {vcenter ? <VcenterForm /> : undefined}
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
    </DropZone>
  )
}
