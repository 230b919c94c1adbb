import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportResult } from '../contract/report.ts'
import type { TraceResult } from '../contract/trace.ts'
import type { VmResult } from '../contract/vms.ts'
import { type FlowLine, type OwnerPage, ownerPage } from '../stages/report/index.ts'
import { listSources } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { outFolder } from './out-folder.ts'
import { explainPlan, makePlan } from './plan.ts'
import { traceVm } from './trace.ts'
import { showVm } from './vms.ts'

/** Writes the page for the owner of each VM named, one self-contained HTML file each. */
export async function reportForOwners(
  context: AppContext,
  references: readonly string[],
  out: string,
): Promise<ReportResult> {
  outFolder(out)
  const files: ReportResult['files'] = []
  for (const reference of references) {
    context.progress.phase(`writing the page of ${reference}`)
    const { vm, html } = await ownerPageOf(context, reference)
    const file = join(out, `${fileName(vm.name)}.${vm.id.slice(-6)}.html`)
    const beside = `${file}.new`
    writeFileSync(beside, html)
    renameSync(beside, file)
    files.push({ file, vm: vm.name, id: vm.id, bytes: Buffer.byteLength(html) })
  }
  return { audience: 'owner', files }
}

/** The page for the owner of one VM, as text. */
export async function ownerPageOf(
  context: AppContext,
  reference: string,
): Promise<{ readonly vm: VmResult; readonly html: string }> {
  const vm = await showVm(context, reference)
  const trace = await traceVm(context, vm.id)
  return { vm, html: ownerPage(await inputOf(context, vm, trace)) }
}

async function inputOf(context: AppContext, vm: VmResult, trace: TraceResult): Promise<OwnerPage> {
  const why = await explainPlan(context, vm.id)
  const plan = why.wave ? await makePlan(context) : undefined
  const wave = plan?.waves.find((candidate) => candidate.id === why.wave?.id)
  const sources = await listSources(context.store)
  return {
    vm: {
      name: vm.name,
      id: vm.id,
      addresses: trace.addresses,
      size: [
        vm.cpus === undefined ? '' : `${vm.cpus} CPUs`,
        vm.memoryMib === undefined ? '' : `${Math.round(vm.memoryMib / 102.4) / 10} GiB memory`,
        `${Math.round(vm.diskMib / 1024)} GiB disk`,
      ]
        .filter(Boolean)
        .join(', '),
      os: vm.os ?? '',
      owner: vm.owner ?? trace.owner ?? vm.team ?? '',
      application: vm.application ?? '',
      place: [vm.host, vm.cluster].filter(Boolean).join(' in '),
    },
    ...(wave
      ? {
          wave: {
            id: wave.id,
            kind: wave.kind,
            start: wave.start,
            end: wave.end,
            with: (why.group?.vms ?? []).filter((name) => name !== vm.name),
            gates: wave.gates.map((gate) => (gate.owner ? `${gate.text} (${gate.owner})` : gate.text)),
          },
        }
      : { unplanned: why.unplanned ?? 'nothing was planned yet' }),
    disposition: { kind: vm.disposition ?? 'not assessed', reasons: vm.reasons },
    teams: teamsOf(trace),
    modes: (['keep-ip', 're-ip'] as const).map((mode) => ({
      mode,
      recommended: trace.recommended === mode,
      artefacts: trace.modes[mode].artefacts,
      teams: trace.modes[mode].teams,
      requests: trace.modes[mode].changeRequests.map(
        ({ team, action, device, artefacts, hours, leadDays }) => ({
          team,
          action: `${action} on ${device}`,
          artefacts,
          hours,
          leadDays,
        }),
      ),
      hours: trace.modes[mode].hours,
      days: trace.modes[mode].days,
      obstacles: trace.modes[mode].obstacles,
    })),
    callers: trace.flows.in.map(flowLine),
    called: trace.flows.out.map(flowLine),
    findings: vm.findings.map(({ severity, text, remedy }) => ({ severity, text, remedy })),
    unknowns: trace.unknowns,
    sources: sources.map((source) => ({
      label: source.label,
      observedAt: source.observedAt ?? source.newest?.readAt ?? '',
    })),
  }
}

function teamsOf(trace: TraceResult): OwnerPage['teams'] {
  const teams = new Map<string, OwnerPage['teams'][number]['artefacts'][number][]>()
  for (const { owner, kind, name, device, file, line, text, strength, role } of trace.references) {
    const team = owner ?? 'nobody known'
    const list = teams.get(team) ?? []
    list.push({
      kind: name === undefined ? kind : `${kind} ${name}`,
      device,
      place: `${file}:${line}`,
      text,
      strength,
      role,
    })
    teams.set(team, list)
  }
  return [...teams].map(([team, artefacts]) => ({ team, artefacts }))
}

function flowLine(flow: TraceResult['flows']['in'][number]): FlowLine {
  const peer = flow.peerVm === undefined ? flow.peer : `${flow.peerVm} (${flow.peer})`
  return { peer, port: `${flow.protocol}/${flow.port}`, lastSeen: flow.lastSeen?.slice(0, 10) ?? '' }
}

/** A name from outside as a file name: what is not plain becomes a dash, so that no name leaves the folder. */
function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[.-]+|(?<![.-])[.-]+$/g, '')
  return plain === '' ? 'vm' : plain.slice(0, 80)
}
