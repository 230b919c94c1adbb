import { markdownText } from '../../lib/markdown.ts'
import type { Wave } from '../../model/plan.ts'
import type { TargetProfile } from '../../model/target.ts'
import type { TranslatedVm } from './result.ts'

/** CDI's own overhead on a file system, which scratch space has too. */
const fileSystemOverhead = 0.06
const mibPerGib = 1024

interface Reserved {
  disks: number
  sizeMib: number
  reservedMib: number
  scratchMib: number
}

/** The page beside a wave's DataVolumes: what applying them reserves, scratch space included. */
export function disksReadme(wave: Wave, machines: readonly TranslatedVm[], target: TargetProfile): string {
  const byClass = new Map<string, Reserved>()
  for (const { dataVolumes } of machines) {
    for (const { spec } of dataVolumes) {
      const name = spec.storage.storageClassName ?? ''
      const row = byClass.get(name) ?? { disks: 0, sizeMib: 0, reservedMib: 0, scratchMib: 0 }
      byClass.set(name, row)
      const sizeMib = Number.parseInt(spec.storage.resources.requests.storage, 10)
      const { mode, overhead = fileSystemOverhead } = target.storage.classes[name] ?? {}
      row.disks++
      row.sizeMib += sizeMib
      row.reservedMib +=
        spec.storage.volumeMode === 'Block' || mode === 'Block'
          ? sizeMib
          : Math.ceil(sizeMib * (1 + overhead))
      row.scratchMib += Math.ceil(sizeMib * (1 + fileSystemOverhead))
    }
  }
  const rows = [...byClass].sort(([a], [b]) => (a < b ? -1 : 1))
  const sum = (pick: (row: Reserved) => number): number =>
    rows.reduce((total, [, row]) => total + pick(row), 0)
  const line = (name: string, row: Reserved): string =>
    `| ${name} | ${row.disks} | ${gib(row.sizeMib)} | ${gib(row.reservedMib)} | ${gib(row.scratchMib)} | ${gib(row.reservedMib + row.scratchMib)} |`
  const total = {
    disks: sum((row) => row.disks),
    sizeMib: sum((row) => row.sizeMib),
    reservedMib: sum((row) => row.reservedMib),
    scratchMib: sum((row) => row.scratchMib),
  }
  return `# Disks of ${markdownText(wave.id)}

**Applying this folder reserves ${gib(total.reservedMib + total.scratchMib)} GiB of storage**: ${gib(total.reservedMib)} GiB for the disks and, while they are filled,
${gib(total.scratchMib)} GiB of scratch space, which CDI takes for every upload and gives back disk by disk.

| Storage class | Disks | Size, GiB | Reserved, GiB | Scratch, GiB | Together, GiB |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.map(([name, row]) => line(name === '' ? '*the cluster’s default*' : markdownText(name), row)).join('\n')}
${line('**all**', total)}

- Nothing here is an empty disk: each DataVolume waits for an upload (\`source: {upload: {}}\`) and is not usable before it.
- No Argo CD Application reads this folder. \`causeway move\` applies it, or a person: \`kubectl apply --server-side -k .\`
- The objects carry \`Prune=false,Delete=false\`: Argo CD never removes them. Deleting a DataVolume by hand deletes its data.
- Sizes on a file system include ${Math.round(fileSystemOverhead * 100)} % that CDI adds, or what target.yaml says. Scratch space is taken from the storage class that CDI is configured with.
`
}

function gib(mib: number): string {
  return (mib / mibPerGib).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}
