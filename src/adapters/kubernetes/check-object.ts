import type { z } from 'zod'
import type { ManifestProblem } from '../../model/manifest.ts'
import { commonRules, objectView } from './admission/common/rules.ts'
import { dataVolumeRules, dataVolumeView } from './admission/data-volume/index.ts'
import {
  applicationRules,
  applicationView,
  kustomizationRules,
  kustomizationView,
  namespaceRules,
  namespaceView,
} from './admission/gitops/index.ts'
import { networkAttachmentRules, networkAttachmentView } from './admission/network-attachment/index.ts'
import type { Report, Rule } from './admission/rule.ts'
import { virtualMachineRules, virtualMachineView } from './admission/virtual-machine/index.ts'
import { checkAgainstTable } from './check-table.ts'
import { type KnownKinds, knownKinds, schemaTables } from './kinds.ts'

/** Rules of one kind, bound to the view that they read. */
interface RuleSet {
  readonly rules: readonly { readonly id: string; readonly says: string }[]
  check(object: unknown, problems: ManifestProblem[]): void
}

const ruleSets: Readonly<Record<string, RuleSet>> = {
  VirtualMachine: ruleSet(virtualMachineView, virtualMachineRules),
  DataVolume: ruleSet(dataVolumeView, dataVolumeRules),
  NetworkAttachmentDefinition: ruleSet(networkAttachmentView, networkAttachmentRules),
  Namespace: ruleSet(namespaceView, namespaceRules),
  Application: ruleSet(applicationView, applicationRules),
  Kustomization: ruleSet(kustomizationView, kustomizationRules),
}
const common = ruleSet(objectView, commonRules)

let kinds: KnownKinds | undefined

/**
 * Everything that the API server, the webhooks of KubeVirt and CDI, and our own promises would refuse in one object.
 * Needs no cluster. An object of a kind that the translation never writes is refused as a whole.
 */
export function checkObject(object: unknown): readonly ManifestProblem[] {
  kinds ??= knownKinds(schemaTables())
  const head = objectView.safeParse(object)
  if (!head.success || !isRecord(object)) return [{ path: '', message: 'is not a Kubernetes object' }]
  const known = kinds.get(`${head.data.apiVersion}/${head.data.kind}`)
  if (!known)
    return [
      {
        path: 'kind',
        message: `${head.data.apiVersion} ${head.data.kind} is not a kind that is written here`,
      },
    ]
  const problems: ManifestProblem[] = [...checkAgainstTable(object, known.tree)]
  if (head.data.kind !== 'Kustomization') common.check(object, problems)
  ruleSets[head.data.kind]?.check(object, problems)
  return problems
}

/** Id and sentence of every rule, by kind; `all` are those over every object. */
export function admissionRules(): Readonly<
  Record<string, readonly { readonly id: string; readonly says: string }[]>
> {
  return Object.fromEntries([
    ['all', common.rules],
    ...Object.entries(ruleSets).map(([kind, { rules }]) => [kind, rules] as const),
  ])
}

function ruleSet<View>(view: z.ZodType<View>, rules: readonly Rule<View>[]): RuleSet {
  return {
    rules: rules.map(({ id, says }) => ({ id, says })),
    check(object, problems) {
      const parsed = view.safeParse(object)
      if (!parsed.success) {
        // What does not fit the view rarely fits the schema, which has then said so.
        if (problems.length > 0) return
        for (const { path, message } of parsed.error.issues) problems.push({ path: path.join('.'), message })
        return
      }
      for (const rule of rules) {
        const report: Report = (path, message) => {
          problems.push({ path, message: `${message} (${rule.id})` })
        }
        rule.check(parsed.data, report)
      }
    },
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
