import type { Application } from '../../model/manifest.ts'
import type { TranslateInput } from './input.ts'

/** What controllers write into a machine by themselves; without this Argo CD would call it out of sync for ever. */
const drift = [
  {
    group: 'kubevirt.io',
    kind: 'VirtualMachine',
    jsonPointers: [
      '/spec/preference/revisionName',
      '/spec/template/metadata/annotations/kubevirt.io~1pci-topology-version',
    ],
  },
]

/**
 * Argo CD Applications: one for the base, one for the machines of each wave. No automated sync, no finalizer, and
 * none for disks: DataVolumes are applied by `move` or by a person.
 */
export function applicationsOf(
  { plan, target }: TranslateInput,
  byWave: ReadonlyMap<string, readonly unknown[]>,
): readonly { readonly name: string; readonly object: Application }[] {
  const parts = [
    ...(byWave.size > 0 ? [{ name: 'base', path: 'base' }] : []),
    ...plan.waves
      .filter(({ id }) => (byWave.get(id)?.length ?? 0) > 0)
      .map(({ id }) => ({ name: id, path: `waves/${id}/vms` })),
  ]
  return parts.map(({ name, path }) => ({
    name,
    object: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: `causeway-${name}`,
        namespace: target.argocd.namespace,
        labels: { 'app.kubernetes.io/managed-by': 'causeway' },
      },
      spec: {
        project: target.argocd.project,
        source: { repoURL: target.repository.url, targetRevision: target.repository.branch, path },
        destination: { server: target.argocd.server },
        syncPolicy: { syncOptions: ['ServerSideApply=true', 'CreateNamespace=false'] },
        ignoreDifferences: drift,
      },
    },
  }))
}
