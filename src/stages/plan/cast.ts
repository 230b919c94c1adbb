import type { Assessment, Finding } from '../../model/assessment.ts'
import { emptyEstate, type Estate } from '../../model/estate.ts'
import type { Plan } from '../../model/plan.ts'
import type { Vm, VmFacts } from '../../model/vm.ts'
import { makePlan } from './plan.ts'
import { planSettings, type PlanSettings } from './settings.ts'
import type { VmFlow } from './ties.ts'

/** A VM for tests: 40 GiB, production, criticality 3 unless said; the id is the name. */
export function castVm(name: string, facts: Partial<VmFacts> = {}): Vm {
  return {
    kind: 'vm',
    id: name,
    name,
    origins: [{ source: 'test', place: { file: 'cast.xlsx' }, observedAt: '2026-11-05T09:00:00Z' }],
    from: {},
    conflicts: [],
    environment: 'production',
    criticality: 3,
    disks: [
      {
        label: 'Hard disk 1',
        capacityBytes: 40 * 2 ** 30,
        path: `[QS-01] ${name}/${name}.vmdk`,
        mode: 'persistent',
      },
    ],
    ...facts,
  }
}

/** An assessment for tests: rehost, nothing found, unless said. */
export function castAssessment(vm: string, parts: Partial<Assessment> = {}): Assessment {
  return {
    vm,
    disposition: { kind: 'rehost', reasons: ['nothing speaks against it'] },
    findings: [],
    notAssessable: [],
    fit: { verdict: 'fits', reasons: [] },
    ...parts,
  }
}

/** A finding that blocks. */
export const blocking: Finding = {
  id: 'device.passthrough',
  severity: 'block',
  text: 'A device belongs to the VM.',
  evidence: 'seen',
  remedy: 'Take it out.',
}

/** A flow of a gigabyte over thirty days. */
export function castFlow(client: string, server: string, port = 8080): VmFlow {
  return { client, server, port, protocol: 'tcp', bytes: 1e9, days: 30 }
}

/** Settings for tests: start on 9 November 2026 in Berlin. */
export function castSettings(parts: Record<string, unknown> = {}): PlanSettings {
  return planSettings.parse({ start: '2026-11-09', timezone: 'Europe/Berlin', pilot: { vms: 0 }, ...parts })
}

/** Plans a small estate in which every VM is assessed as rehost unless `assessments` says otherwise. */
export function castPlan(parts: {
  readonly vms: readonly Vm[]
  readonly flows?: readonly VmFlow[]
  readonly settings?: Record<string, unknown>
  readonly assessments?: readonly Assessment[]
  readonly estate?: Partial<Estate>
}): Plan {
  const assessments = new Map(parts.vms.map((vm) => [vm.id, castAssessment(vm.id)]))
  for (const one of parts.assessments ?? []) assessments.set(one.vm, one)
  return makePlan({
    estate: { ...emptyEstate, ...parts.estate, vms: parts.vms },
    assessments,
    flows: parts.flows ?? [],
    settings: castSettings(parts.settings),
  })
}
