import { Button, Label, PageSection } from '@patternfly/react-core'
import { useEffect } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import type { EvidenceLines as Lines } from '../../../src/contract/evidence-lines.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { lineAnchor } from '../../parts/evidence-link.tsx'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { count, minute } from '../../words/measure.ts'
import { Line } from './line.tsx'
import { Unknown } from './unknown.tsx'
import './evidence.css'

/** One file of evidence: the lines that name something, what each names, whose it is, and what was not understood. */
export function EvidenceLines() {
  const [search] = useSearchParams()
  const file = search.get('file') ?? ''
  const line = search.get('line') ?? undefined
  const part = search.get('part') ?? undefined
  const from = search.get('from') ?? undefined
  const asked = useAnswer('evidenceLines', { query: { file, line, part, from } })
  const title = asked.state === 'here' ? asked.value.file : file
  return (
    <>
      <ScreenHead title={title} command={`causeway evidence show '${title.replaceAll("'", '')}'`}>
        {asked.state === 'here' ? <Head file={asked.value} /> : undefined}
      </ScreenHead>
      <WhenHere asked={asked} what="This file of evidence">
        {(read) => (
          <PageSection className="cw-tight">
            <Naming file={read} />
            <section aria-label="Not understood" className="cw-panel">
              <h2>What was not understood</h2>
              <Unknown unknown={read.unknown} />
            </section>
          </PageSection>
        )}
      </WhenHere>
    </>
  )
}

function Head({ file }: { readonly file: Lines }) {
  return (
    <>
      <p className="cw-soft">
        <Link to="/evidence">Evidence</Link> · {file.kind}
        {file.confidence < 1 ? `, ${Math.round(file.confidence * 100)}% sure` : ''} · read{' '}
        {minute(file.readAt)} UTC · {count(file.masked, 'secret')} masked
      </p>
      <p className="cw-labels">
        <Label color={file.understood === file.statements ? 'green' : 'orange'}>
          {file.understood.toLocaleString('en')} of {count(file.statements, 'statement')} understood
        </Label>
        <Label color="blue">{count(file.references, 'reference')}</Label>
        {file.flows > 0 ? <Label color="blue">{count(file.flows, 'flow')}</Label> : undefined}
        {file.owners > 0 ? <Label color="blue">{count(file.owners, 'owner record')}</Label> : undefined}
      </p>
    </>
  )
}

function Naming({ file }: { readonly file: Lines }) {
  const { line: wanted, anchor } = useWantedLine(file)
  if (file.lines === 0)
    return (
      <Empty title="No line of this file names an address or a host">
        {file.flows > 0 ? (
          <>
            It gave {count(file.flows, 'flow')}: see <Link to="/trace?tab=flows">who talks to whom</Link>.
          </>
        ) : file.owners > 0 ? (
          `It gave ${count(file.owners, 'owner record')}, which say whose the artefacts are.`
        ) : (
          'What was not understood stands below; when that is a dialect of its own, name it with --kind.'
        )}
      </Empty>
    )
  return (
    <section aria-label="Lines that name something">
      <div className="cw-acts">
        <p className="cw-soft">
          {count(file.lines, 'line')} of this file {file.lines === 1 ? 'names' : 'name'} an address, a network
          or a host. The others name nothing and are not kept; the original is where it was read from.
        </p>
        <Pages file={file} />
      </div>
      {wanted > 0 && !file.shown.some(({ line }) => line === wanted) ? (
        <p className="cw-act">
          Line {wanted} names nothing, so it is not kept; the next ones that do follow.
        </p>
      ) : undefined}
      <ol className="cw-lines">
        {file.shown.map((line) => (
          <Line
            key={lineAnchor(line.line, line.part)}
            file={file.file}
            line={line}
            wanted={lineAnchor(line.line, line.part) === anchor}
          />
        ))}
      </ol>
      <Pages file={file} />
    </section>
  )
}

/** The line that the address asks for, brought into sight once it is there. */
function useWantedLine(file: Lines): { readonly line: number; readonly anchor: string } {
  const { hash } = useLocation()
  const line = Number(/^#L(\d+)(?:-.*)?$/.exec(hash)?.[1])
  const asked = hash.slice(1)
  // A link that knows no sheet means the first one that has the row.
  const first = file.shown.find((one) => one.line === line)
  const anchor = asked === `L${line}` && first ? lineAnchor(first.line, first.part) : asked
  useEffect(() => {
    document.getElementById(anchor)?.scrollIntoView({ block: 'center' })
  }, [anchor, file.id, file.from])
  return { line, anchor }
}

function Pages({ file }: { readonly file: Lines }) {
  const [search, setSearch] = useSearchParams()
  const { from, lines, shown } = file
  if (from === 0 && shown.length >= lines) return undefined
  const go = (to: number) => {
    const next = new URLSearchParams(search)
    next.delete('line')
    next.delete('part')
    next.set('from', String(to))
    setSearch(next)
  }
  return (
    <nav aria-label="Pages of this file" className="cw-pages">
      <Button
        size="sm"
        variant="secondary"
        isDisabled={from === 0}
        onClick={() => go(Math.max(0, from - 200))}
      >
        Before
      </Button>
      <span className="cw-soft">
        {(from + 1).toLocaleString('en')} to {(from + shown.length).toLocaleString('en')} of{' '}
        {lines.toLocaleString('en')}
      </span>
      <Button
        size="sm"
        variant="secondary"
        isDisabled={from + shown.length >= lines}
        onClick={() => go(from + shown.length)}
      >
        After
      </Button>
    </nav>
  )
}
