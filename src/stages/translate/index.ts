import type { Loss, Manifest } from '../../model/manifest.ts'
import type { Wave } from '../../model/plan.ts'
import type { Vm } from '../../model/vm.ts'
import { applicationsOf } from './applications.ts'
import { baseOf } from './base.ts'
import type { SharedDisk } from './disks.ts'
import { disksReadme } from './disks-readme.ts'
import { guestOf } from './guest.ts'
import type { TranslateInput, VmContext } from './input.ts'
import { longestVmName, uniqueNames } from './names.ts'
import { networkTargets } from './networks.ts'
import { namespaceKey, namespaceOf } from './namespaces.ts'
import { repositoryReadme, waveReadme } from './readme.ts'
import type { TranslatedFile, TranslatedVm, Translation } from './result.ts'
import { sharedDisks } from './shared-disks.ts'
import { siteOf } from './site.ts'
import { virtualMachineOf } from './virtual-machine.ts'

export type { TranslateInput } from './input.ts'
export { propose } from './propose.ts'
export type { TranslatedFile, TranslatedVm, Translation } from './result.ts'

/** Kustomization over files of its own folder; none when there is no file, which kustomize would refuse. */
function kustomization(path: string, resources: readonly string[]): readonly TranslatedFile[] {
  if (resources.length === 0) return []
  const sorted = [...resources].sort()
  const object: Manifest = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: sorted,
  }
  return [{ kind: 'objects', path: `${path}/kustomization.yaml`, objects: [object] }]
}

/** Translates every planned machine. The same input gives the same files; nothing in them starts, empties or deletes anything. */
export function translate(input: TranslateInput): Translation {
  const losses: Loss[] = []
  const placed = placedVms(input, losses)
  const names = uniqueNames(
    placed.map(({ vm, namespace }) => ({ id: vm.id, scope: namespace, text: vm.name })),
    longestVmName,
  )
  const site = siteOf(input.estate)
  const targets = networkTargets(input, site)
  const shared = sharedDisks(placed.map((each) => ({ ...each, name: names.get(each.vm.id) ?? '' })))
  const machines = placed.map((each) =>
    translateVm(input, each, names.get(each.vm.id) ?? '', { site, targets, shared }),
  )
  const files: TranslatedFile[] = []
  const byWave = byWaveOf(machines)
  for (const wave of input.plan.waves) {
    for (const file of waveFiles(input, wave, byWave.get(wave.id) ?? [])) files.push(file)
  }
  const namespaces = [...new Set(placed.map(({ namespace }) => namespace))].sort()
  const base = baseOf(namespaces, targets.definitions(), input.target)
  for (const file of base.files) files.push(file)
  files.push(...kustomization('base', base.resources))
  const applications = applicationsOf(input, byWave)
  for (const { name, object } of applications) {
    files.push({ kind: 'objects', path: `applications/${name}.yaml`, objects: [object] })
  }
  const applicationFiles = applications.map(({ name }) => `${name}.yaml`)
  files.push(...kustomization('applications', applicationFiles))
  for (const machine of machines) for (const loss of machine.losses) losses.push(loss)
  files.push({ kind: 'text', path: 'README.md', text: repositoryReadme(input, machines, losses) })
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    machines,
    losses,
    objects: countObjects(files),
  }
}

function byWaveOf(machines: readonly TranslatedVm[]): ReadonlyMap<string, readonly TranslatedVm[]> {
  const byWave = new Map<string, TranslatedVm[]>()
  for (const machine of machines) {
    const list = byWave.get(machine.wave)
    if (list) list.push(machine)
    else byWave.set(machine.wave, [machine])
  }
  return byWave
}

interface PlacedVm {
  readonly vm: Vm
  readonly wave: Wave
  readonly namespace: string
}

/** Every VM of a wave with its namespace; one whose folder is not mapped is a loss and is left out. */
function placedVms(input: TranslateInput, losses: Loss[]): readonly PlacedVm[] {
  const byId = new Map(input.estate.vms.map((vm) => [vm.id, vm]))
  const placed: PlacedVm[] = []
  for (const wave of input.plan.waves) {
    for (const id of wave.vms) {
      const vm = byId.get(id)
      if (!vm) continue
      const namespace = namespaceOf(input, vm)
      if (namespace !== undefined) placed.push({ vm, wave, namespace })
      else {
        const key = namespaceKey(vm)
        const why = `folder ${key} has no namespace: ${input.where.mappings(['folders', key])}; the machine is not written`
        losses.push({ vm: vm.name, field: 'folder', grade: 'lost', why })
      }
    }
  }
  return placed
}

function translateVm(
  input: TranslateInput,
  { vm, wave, namespace }: PlacedVm,
  name: string,
  tools: Pick<VmContext, 'site'> & {
    readonly targets: ReturnType<typeof networkTargets>
    readonly shared: ReadonlyMap<string, SharedDisk>
  },
): TranslatedVm {
  const losses: Loss[] = []
  const guest = guestOf(vm)
  const windows = guest.family === 'windows' && input.target.drivers.windows === 'virtio'
  const context: VmContext = {
    vm,
    name,
    namespace,
    wave: wave.id,
    guest,
    virtio: windows || guest.family === 'linux' || guest.family === 'transitional',
    site: tools.site,
    input,
    lose: (field, grade, why) => void losses.push({ vm: vm.name, field, grade, why }),
  }
  const { machine, dataVolumes } = virtualMachineOf(context, tools.targets, tools.shared)
  return {
    vm,
    wave: wave.id,
    machine,
    dataVolumes,
    path: `waves/${wave.id}/vms/${namespace}/${name}.yaml`,
    disksPath: dataVolumes.length > 0 ? `waves/${wave.id}/disks/${namespace}/${name}.yaml` : undefined,
    losses,
  }
}

function waveFiles(
  input: TranslateInput,
  wave: Wave,
  machines: readonly TranslatedVm[],
): readonly TranslatedFile[] {
  const folder = `waves/${wave.id}`
  const within = (path: string, part: string): string => path.slice(`${folder}/${part}/`.length)
  const files: TranslatedFile[] = [
    { kind: 'text', path: `${folder}/README.md`, text: waveReadme(wave, machines) },
    { kind: 'text', path: `${folder}/disks/README.md`, text: disksReadme(wave, machines, input.target) },
  ]
  const disks: string[] = []
  for (const { path, disksPath, machine, dataVolumes } of machines) {
    files.push({ kind: 'objects', path, objects: [machine] })
    if (disksPath === undefined) continue
    files.push({ kind: 'objects', path: disksPath, objects: dataVolumes })
    disks.push(within(disksPath, 'disks'))
  }
  const vms = machines.map(({ path }) => within(path, 'vms'))
  files.push(...kustomization(`${folder}/vms`, vms), ...kustomization(`${folder}/disks`, disks))
  return files
}

function countObjects(files: readonly TranslatedFile[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const file of files) {
    if (file.kind === 'text') continue
    for (const { kind } of file.objects) if (kind !== 'Kustomization') counts[kind] = (counts[kind] ?? 0) + 1
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
