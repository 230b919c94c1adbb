import type { VmResult } from '../../../src/contract/vms.ts'
import { Link } from 'react-router'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { CodeView } from '../../parts/code-view.tsx'
import { CommandLine } from '../../parts/command.tsx'
import { count } from '../../words/measure.ts'

/** What this VM will be: its manifest as it stands in the repository, and beside it what could not be carried. */
export function Manifest({ vm }: { readonly vm: VmResult }) {
  const asked = useAnswer('manifest', { params: { id: vm.id } })
  return (
    <WhenHere asked={asked} what="The manifest">
      {({ manifest }) => {
        if (manifest === undefined) return <NoManifest vm={vm} />
        const edited = manifest.generated !== null && manifest.generated !== manifest.text
        const open = (path: string) => `/repository?path=${encodeURIComponent(path)}`
        return (
          <div className="cw-beside">
            <section aria-label="Manifest">
              <p className="cw-small">
                <Link className="cw-mono" to={open(manifest.path)}>
                  {manifest.path}
                </Link>
                {manifest.disksPath === null ? undefined : (
                  <>
                    {' '}
                    · its disks in{' '}
                    <Link className="cw-mono" to={open(manifest.disksPath)}>
                      {manifest.disksPath}
                    </Link>
                  </>
                )}
                {edited ? ' · changed by hand; both sides are shown' : ''}
              </p>
              <CodeView
                text={manifest.text}
                original={edited ? (manifest.generated ?? undefined) : undefined}
                label={`Manifest of ${vm.name}`}
              />
            </section>
            <aside aria-label="Lost in translation">
              <h2>Lost in translation ({manifest.losses.length})</h2>
              {manifest.losses.length === 0 ? (
                <p className="cw-soft">Everything that the sources say of this VM is in its manifest.</p>
              ) : undefined}
              <ul className="cw-losses">
                {manifest.losses.map((loss) => (
                  <li key={`${loss.field} ${loss.why}`} className={`cw-${loss.grade}`}>
                    <strong>{loss.field}</strong>{' '}
                    <span className="cw-soft">
                      {loss.grade === 'lost' ? 'not carried' : 'carried in part'}
                    </span>
                    <p>{loss.why}</p>
                  </li>
                ))}
              </ul>
              <h2>Safe to apply</h2>
              <p>
                It is <code>Halted</code>: applying it starts nothing. {count(vm.disks.length, 'disk')} come
                with <code>causeway move</code>, never empty.
              </p>
            </aside>
          </div>
        )
      }}
    </WhenHere>
  )
}

function NoManifest({ vm }: { readonly vm: VmResult }) {
  if (vm.platform !== undefined || vm.template)
    return (
      <p className="cw-facts">
        {vm.template ? 'A template' : `A part of the platform (${vm.platform})`} is in no wave and gets no
        manifest.
      </p>
    )
  return (
    <div className="cw-facts">
      <p>
        {vm.wave === undefined
          ? 'This VM is in no wave, so nothing was translated for it. Plan first, then translate.'
          : 'Nothing was translated yet.'}
      </p>
      <CommandLine
        text={vm.wave === undefined ? 'causeway plan' : 'causeway translate --out repository --check'}
      />
    </div>
  )
}
