import type { VmResult } from '../../../src/contract/vms.ts'
import { bytes } from '../../words/measure.ts'
import { ConflictOf } from './conflict.tsx'
import { plain, titleOf } from './fact-text.ts'

/** Every fact with where and when it was read; contradictions first. */
export function Facts({ vm }: { readonly vm: VmResult }) {
  const origin = new Map(vm.evidence.map((item) => [item.field, item]))
  const facts = Object.entries(vm.facts).sort(([a], [b]) => (titleOf(a) < titleOf(b) ? -1 : 1))
  return (
    <div className="cw-facts">
      {vm.conflicts.map((conflict) => (
        <ConflictOf key={conflict.field} vm={vm} conflict={conflict} />
      ))}
      <h2>Disks</h2>
      <List
        rows={vm.disks.map((disk) => [
          disk['label'],
          bytes(Number(disk['capacityBytes'] ?? 0)),
          disk['datastore'],
          disk['path'],
          disk['rdm'] ? 'raw device' : '',
          disk['sharing'] === 'multi-writer' ? 'shared' : '',
        ])}
        none="No disk is known."
      />
      <h2>Network cards</h2>
      <List
        rows={vm.nics.map((nic) => [
          nic['label'],
          nic['adapter'],
          nic['mac'],
          nic['network'],
          plain(nic['addresses'] ?? ''),
        ])}
        none="No network card is known."
      />
      <h2>Everything else</h2>
      <table className="cw-plain cw-everything">
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col">Value</th>
            <th scope="col">Where it was read</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([field, value]) => {
            const from = origin.get(field)
            return (
              <tr key={field}>
                <th scope="row">{titleOf(field)}</th>
                <td>{plain(value)}</td>
                <td className="cw-soft">{from ? `${from.where}, ${from.observedAt.slice(0, 10)}` : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function List({ rows, none }: { readonly rows: readonly (readonly unknown[])[]; readonly none: string }) {
  if (rows.length === 0) return <p className="cw-soft">{none}</p>
  return (
    <table className="cw-plain">
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(String).join(' ')}>
            {row.map((cell, at) => (
              <td key={`${at} ${String(cell)}`}>{String(cell ?? '')}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
