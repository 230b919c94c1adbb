import { z } from 'zod'
import { dnsLabel, type Rule } from '../rule.ts'

/** The parts of a Namespace that rules look at. */
export const namespaceView = z.looseObject({ metadata: z.looseObject({ name: z.string().optional() }) })
export type NamespaceView = z.infer<typeof namespaceView>

const namespaceName: Rule<NamespaceView> = {
  id: 'namespace.name',
  says: "A namespace is a DNS label and none of the cluster's own.",
  check({ metadata }, report) {
    const name = metadata.name ?? ''
    if (!dnsLabel.test(name))
      report('metadata.name', `${JSON.stringify(name.slice(0, 80))} is not a DNS label`)
    if (/^(?:default|kube-.*|openshift-.*|openshift|kubevirt|cdi|argocd)$/.test(name))
      report('metadata.name', `${name} belongs to the cluster`)
  },
}

/** Every rule over a Namespace. */
export const namespaceRules: readonly Rule<NamespaceView>[] = [namespaceName]

/** The parts of an Argo CD Application that rules look at. */
export const applicationView = z.looseObject({
  metadata: z.looseObject({ finalizers: z.array(z.string()).optional() }),
  spec: z.looseObject({
    project: z.string(),
    source: z
      .looseObject({
        repoURL: z.string(),
        path: z.string().optional(),
        targetRevision: z.string().optional(),
      })
      .optional(),
    destination: z.looseObject({ server: z.string().optional(), name: z.string().optional() }),
    syncPolicy: z.looseObject({ automated: z.unknown().optional() }).optional(),
  }),
})
export type ApplicationView = z.infer<typeof applicationView>

const destination: Rule<ApplicationView> = {
  id: 'application.destination',
  says: 'An Application has a project and goes to one cluster, by address or by name.',
  check({ spec }, report) {
    const { server, name } = spec.destination
    if ((server === undefined || server === '') === (name === undefined || name === ''))
      report('spec.destination', 'expected one of server and name')
    if (spec.project === '') report('spec.project', 'empty')
  },
}

const source: Rule<ApplicationView> = {
  id: 'application.source',
  says: 'An Application reads a folder of a repository.',
  check({ spec }, report) {
    if (!spec.source) return report('spec.source', 'missing')
    if (!/^(?:https?:\/\/|ssh:\/\/|git@|file:\/\/|git:\/\/)[^\s]+$/.test(spec.source.repoURL))
      report(
        'spec.source.repoURL',
        `${JSON.stringify(spec.source.repoURL.slice(0, 80))} is not the address of a repository`,
      )
    if (/^https?:\/\/[^/@:]*:[^/@]*@/.test(spec.source.repoURL))
      report('spec.source.repoURL', 'carries a password')
    const path = spec.source.path ?? ''
    if (path === '' || path.startsWith('/') || path.split('/').includes('..'))
      report('spec.source.path', `${JSON.stringify(path)} is not a folder within the repository`)
  },
}

/** A promise of ours: nothing is applied before a person says so, and removing an Application removes nothing else. */
const neverAutomated: Rule<ApplicationView> = {
  id: 'application.never-automated',
  says: 'An Application has no automated sync, and its removal does not cascade.',
  check({ metadata, spec }, report) {
    if (spec.syncPolicy?.automated !== undefined) report('spec.syncPolicy.automated', 'must be left out')
    for (const finalizer of metadata.finalizers ?? [])
      if (finalizer.startsWith('resources-finalizer'))
        report('metadata.finalizers', `${finalizer} would delete what the Application made`)
  },
}

/** Every rule over an Application. */
export const applicationRules: readonly Rule<ApplicationView>[] = [destination, source, neverAutomated]

/** The parts of a Kustomization that rules look at. */
export const kustomizationView = z.looseObject({ resources: z.array(z.string()).optional() })
export type KustomizationView = z.infer<typeof kustomizationView>

const resources: Rule<KustomizationView> = {
  id: 'kustomization.resources',
  says: 'A kustomization lists files below its own folder.',
  check({ resources: files }, report) {
    files?.forEach((file, index) => {
      if (file.startsWith('/') || file.split('/').includes('..') || file.includes('://'))
        report(`resources[${index}]`, `${JSON.stringify(file)} leaves the folder`)
    })
  },
}

/** Every rule over a Kustomization. */
export const kustomizationRules: readonly Rule<KustomizationView>[] = [resources]
