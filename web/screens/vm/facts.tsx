import type { VmResult } from '../../../src/contract/vms.ts'
import { bytes } from '../../words/measure.ts'
import { ConflictOf } from './conflict.tsx'
import { FactTable } from './fact-table.tsx'
import { plain } from './fact-text.ts'

/** Every fact with where and when it was read; contradictions first. */
export function Facts({ vm }: { readonly vm: VmResult }) {
  return (
    <div className="cw-facts">
      {vm.conflicts.map((conflict) => (
        <ConflictOf key={conflict.field} vm={vm} conflict={conflict} />
      ))}
      <h2>Disks</h2>
      <List
        heads={['Disk', 'Size', 'Datastore', 'File', 'Kind']}
        rows={vm.disks.map((disk) => [
          disk['label'],
          bytes(Number(disk['capacityBytes'] ?? 0)),
          disk['datastore'],
          disk['path'],
          [disk['rdm'] ? 'raw device' : '', disk['sharing'] === 'multi-writer' ? 'shared' : '']
            .filter(Boolean)
            .join(', '),
        ])}
        none="No disk is known."
      />
      <h2>Network cards</h2>
      <List
        heads={['Card', 'Adapter', 'MAC', 'Network', 'Addresses']}
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
      <FactTable of={vm} className="cw-everything" />
    </div>
  )
}

function List({
  heads,
  rows,
  none,
}: {
  readonly heads: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
  readonly none: string
}) {
  if (rows.length === 0) return <p className="cw-soft">{none}</p>
  return (
    <table className="cw-plain">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
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
