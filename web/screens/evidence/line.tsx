import { Link } from 'react-router'
import type { EvidenceLines } from '../../../src/contract/evidence-lines.ts'
import { evidencePath, lineAnchor } from '../../parts/evidence-link.tsx'
import { piecesOf } from './marks.ts'

type Shown = EvidenceLines['shown'][number]
type Named = Shown['names'][number]

/** One line as it stands, what it names marked; beside it each name with its role, its kind and its owner. */
export function Line({
  file,
  line,
  wanted,
}: {
  readonly file: string
  readonly line: Shown
  readonly wanted: boolean
}) {
  return (
    <li id={lineAnchor(line.line, line.part)} className={wanted ? 'cw-named cw-wanted' : 'cw-named'}>
      <Link
        to={evidencePath(file, line.line, line.part)}
        className="cw-line-number"
        aria-label={line.part === undefined ? `Line ${line.line}` : `Row ${line.line} of ${line.part}`}
      >
        {line.part === undefined ? line.line : `${line.part} ${line.line}`}
      </Link>
      <code className="cw-line-text">
        {piecesOf(line.text, line.names.flatMap(writtenAs)).map((piece, at) =>
          // Pieces of a text have no names; they never change their order.
          piece.marked ? <mark key={`${at} ${piece.text}`}>{piece.text}</mark> : piece.text,
        )}
      </code>
      <ul className="cw-line-names">
        {grouped(line.names).map(({ owner, ownerBasis, names }) => (
          <li key={`${owner} ${ownerBasis}`}>
            {names.map((name, at) => (
              <Name key={`${at} ${name.matched}`} name={name} />
            ))}
            <div className="cw-small cw-soft">
              {owner === undefined ? <span className="cw-act">owner not known</span> : `owned by ${owner}`}
              {ownerBasis === undefined ? '' : ` · ${ownerBasis}`}
            </div>
          </li>
        ))}
        {line.more > 0 ? <li className="cw-soft">and {line.more} more in this line</li> : undefined}
      </ul>
    </li>
  )
}

/** What stands in the line for a name: itself, or the object or group that leads to it. */
function writtenAs({
  matched,
  column,
  path = [],
}: Named): readonly { matched: string; column?: number | undefined }[] {
  return [{ matched, column }, ...path.map((object) => ({ matched: object }))]
}

function Name({ name }: { readonly name: Named }) {
  return (
    <div className="cw-name">
      <code>{name.matched}</code>
      {name.vm ? (
        <>
          {' '}
          is <Link to={`/vms/${encodeURIComponent(name.vm.id)}`}>{name.vm.name}</Link>
        </>
      ) : undefined}
      <span className="cw-soft">
        {' '}
        · {name.kind.replaceAll('-', ' ')}
        {name.name === undefined ? '' : ` ${name.name}`}, {name.strength} as {name.role}
        {name.service === undefined ? '' : `, ${name.service}`}
        {name.disabled ? ', disabled' : ''}
        {name.shadowedBy === undefined ? '' : `, shadowed by ${name.shadowedBy}`}
        {name.path && name.path.length > 0 ? `, through ${name.path.join(' → ')}` : ''}
        {name.via && name.via.length > 0 ? `, behind ${name.via.join(', ')}` : ''}
      </span>
    </div>
  )
}

/** Names of one line by owner, which is mostly one for the whole line. */
function grouped(names: readonly Named[]): readonly {
  readonly owner: string | undefined
  readonly ownerBasis: string | undefined
  readonly names: readonly Named[]
}[] {
  const groups = new Map<string, Named[]>()
  for (const name of names) {
    const key = `${name.owner ?? ''}\n${name.ownerBasis ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), name])
  }
  return [...groups.values()].map((list) => ({
    owner: list[0]?.owner,
    ownerBasis: list[0]?.ownerBasis,
    names: list,
  }))
}
