import { useState } from 'react'
import { useAnswer } from '../../app/use-answer.ts'
import { Failure } from '../../parts/asked.tsx'
import { joined, leadsTo } from './paths.ts'

/** Folders and files; a folder asks for its entries when it is opened. */
export function Tree({
  folder = '',
  open,
  onOpen,
}: {
  readonly folder?: string
  /** Path of the file that is shown. */
  readonly open: string
  readonly onOpen: (path: string) => void
}) {
  const asked = useAnswer('repositoryFolder', { query: { path: folder } })
  if (asked.state === 'waiting') return undefined
  if (asked.state === 'failed') return <Failure error={asked.error} what="This folder" />
  return (
    <ul className="cw-branch">
      {asked.value.entries.map((entry) => {
        const path = joined(folder, entry.name)
        return entry.kind === 'folder' ? (
          <Folder key={path} name={entry.name} path={path} open={open} onOpen={onOpen} />
        ) : (
          <li key={path}>
            <button
              type="button"
              className="cw-leaf"
              aria-current={path === open ? 'page' : undefined}
              onClick={() => onOpen(path)}
            >
              {entry.name}
              {entry.state === undefined || entry.state === 'generated' ? undefined : (
                <span className="cw-act"> {entry.state} by hand</span>
              )}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Folder({
  name,
  path,
  open,
  onOpen,
}: {
  readonly name: string
  readonly path: string
  readonly open: string
  readonly onOpen: (path: string) => void
}) {
  const [unfolded, setUnfolded] = useState(leadsTo(path, open))
  return (
    <li>
      <button
        type="button"
        className="cw-leaf cw-folder"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        <span aria-hidden="true">{unfolded ? '▾ ' : '▸ '}</span>
        {name}
      </button>
      {unfolded ? <Tree folder={path} open={open} onOpen={onOpen} /> : undefined}
    </li>
  )
}
