import type { Assessment } from '../../model/assessment.ts'
import type { Gate, WaveKind } from '../../model/plan.ts'
import type { Vm } from '../../model/vm.ts'
import type { PlanSettings } from './settings.ts'

/** What the gates of one wave are made from. */
export interface GateInput {
  readonly kind: WaveKind
  readonly previous: string | undefined
  readonly vms: readonly Vm[]
  readonly bytes: number
  readonly assessments: ReadonlyMap<string, Assessment>
  readonly bridges: number
  readonly clockChange: boolean
  readonly owners: PlanSettings['owners']
}

const listed = 5

/** The conditions of a wave, each with who says yes; in the order in which they come due. */
export function gatesOf(input: GateInput): readonly Gate[] {
  const { vms, owners } = input
  const gates: Gate[] = []
  if (input.previous) {
    gates.push({
      id: 'previous-wave',
      before: 'start',
      owner: owners.lead,
      text: `${input.previous} is finished and accepted`,
    })
  }
  gates.push({
    id: 'unchanged',
    before: 'start',
    owner: owners.lead,
    text: 'no VM of the wave has changed since the plan was made',
  })
  const findings = findingsIn(vms, input.assessments)
  if (findings) {
    gates.push({
      id: 'findings',
      before: 'start',
      owner: owners.lead,
      text: `findings that need action are settled: ${findings}`,
    })
  }
  gates.push({
    id: 'capacity',
    before: 'start',
    owner: owners.platform,
    text: `the target has room for ${capacityOf(vms, input.bytes)}`,
  })
  gates.push({
    id: 'network',
    before: 'start',
    owner: owners.network,
    text:
      input.bridges === 0
        ? 'networks and change requests of the wave are in place'
        : `networks and change requests are in place, and the ${input.bridges} dependencies that stay behind can be reached across the platforms`,
  })
  gates.push({
    id: 'backup',
    before: 'cutover',
    owner: owners.platform,
    text: 'every VM has a backup of the last 24 hours that can be restored',
  })
  for (const [team, names] of teamsOf(vms)) {
    gates.push({
      id: `approve-${slug(team)}`,
      before: 'cutover',
      owner: team,
      text: `${team} agrees to the cutover of ${some(names)}`,
    })
  }
  if (input.kind === 'production') {
    gates.push({
      id: 'change-board',
      before: 'cutover',
      owner: owners.changeBoard,
      text: 'the change is approved',
    })
  }
  if (input.clockChange) {
    gates.push({
      id: 'clock-change',
      before: 'cutover',
      owner: owners.lead,
      text: 'the clocks change while this window is open: everyone has the times in UTC',
    })
  }
  gates.push({
    id: 'verified',
    before: 'finish',
    owner: owners.lead,
    text: 'every check of the wave is green',
  })
  return gates
}

function findingsIn(vms: readonly Vm[], assessments: ReadonlyMap<string, Assessment>): string | undefined {
  const counts = new Map<string, number>()
  for (const vm of vms) {
    for (const finding of assessments.get(vm.id)?.findings ?? []) {
      if (finding.severity !== 'inform') counts.set(finding.id, (counts.get(finding.id) ?? 0) + 1)
    }
  }
  if (counts.size === 0) return undefined
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return some(ranked.map(([id, count]) => `${id} on ${count}`))
}

function capacityOf(vms: readonly Vm[], bytes: number): string {
  const cpus = vms.reduce((sum, vm) => sum + (vm.cpus ?? 0), 0)
  const memoryGib = Math.ceil(vms.reduce((sum, vm) => sum + (vm.memoryMib ?? 0), 0) / 1024)
  return `${vms.length} VMs: ${cpus} vCPUs, ${memoryGib} GiB of memory, ${(bytes / 1e12).toFixed(2)} TB to copy`
}

function teamsOf(vms: readonly Vm[]): readonly (readonly [string, readonly string[]])[] {
  const teams = new Map<string, string[]>()
  for (const vm of vms) {
    const team = vm.team ?? vm.owner
    if (!team) continue
    const names = teams.get(team)
    if (names) names.push(vm.name)
    else teams.set(team, [vm.name])
  }
  return [...teams].sort(([a], [b]) => (a < b ? -1 : 1))
}

function some(items: readonly string[]): string {
  return items.length <= listed
    ? items.join(', ')
    : `${items.slice(0, listed).join(', ')} and ${items.length - listed} more`
}

function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
  return plain === '' ? 'team' : plain
}
