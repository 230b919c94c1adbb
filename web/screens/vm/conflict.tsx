import { Link } from 'react-router'
import type { VmResult } from '../../../src/contract/vms.ts'
import { ageOf } from '../../../src/model/age.ts'
import { call } from '../../app/client.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { plain, titleOf } from './fact-text.ts'

type Conflict = VmResult['conflicts'][number]

/** One fact on which sources disagree, with a way to say which one is believed. */
export function ConflictOf({
  vm,
  conflict,
  named = false,
}: {
  readonly vm: Pick<VmResult, 'id' | 'name'>
  readonly conflict: Conflict
  /** In a list of many VMs: says which one it is. */
  readonly named?: boolean
}) {
  const { field, because, chosen, decided, values } = conflict
  const title = titleOf(field)
  return (
    <section className="cw-conflict">
      <h2>
        {named ? (
          <>
            <Link to={`/vms/${encodeURIComponent(vm.id)}?tab=facts`}>{vm.name}</Link>: {title}
          </>
        ) : (
          `Sources disagree on ${title}`
        )}
        {decided ? ', and it is decided' : ''}
      </h2>
      <p className="cw-soft">Shown in bold is what counts: {because}.</p>
      <table className="cw-plain cw-said" aria-label={`What the sources say of ${title}`}>
        <tbody>
          {values.map((said, at) => (
            <tr key={`${said.source} ${said.where}`}>
              <td>{at === chosen ? <strong>{plain(said.value)}</strong> : plain(said.value)}</td>
              <td>{said.label}</td>
              <td className="cw-soft">
                {said.where}, {ageOf(said.observedAt, new Date().toISOString()).text}
              </td>
              <td>
                {at === chosen && decided ? undefined : (
                  <Confirm
                    button="Believe this"
                    quiet
                    title={`Believe ${said.label} on ${title}?`}
                    act={() => call('decideConflict', { body: { vm: vm.id, field, source: said.label } })}
                  >
                    {`${vm.name} then has ${plain(said.value)} as its ${title}. The choice is kept in conflicts.yaml and counts for every later read.`}
                  </Confirm>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
