import { z } from 'zod'
import type { Rule } from '../rule.ts'
import { checkAnnotations, checkLabels } from './metadata.ts'

/** What every object has. */
export const objectView = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z
    .looseObject({
      name: z.string().optional(),
      namespace: z.string().optional(),
      labels: z.unknown().optional(),
      annotations: z.unknown().optional(),
    })
    .optional(),
})

/** Any object as rules see it. */
export type ObjectView = z.infer<typeof objectView>

const subdomain = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

const objectName: Rule<ObjectView> = {
  id: 'metadata.name',
  says: 'The name of an object is a DNS subdomain of at most 253 characters, that of its namespace a DNS label.',
  check({ metadata }, report) {
    const { name, namespace } = metadata ?? {}
    if (name === undefined || name.length > 253 || !subdomain.test(name)) {
      report('metadata.name', `${JSON.stringify((name ?? '').slice(0, 80))} is not a DNS subdomain`)
    }
    if (
      namespace !== undefined &&
      (namespace.length > 63 || namespace.includes('.') || !subdomain.test(namespace))
    ) {
      report('metadata.namespace', `${JSON.stringify(namespace.slice(0, 80))} is not a DNS label`)
    }
  },
}

const labels: Rule<ObjectView> = {
  id: 'metadata.labels',
  says: 'Labels have keys and values as Kubernetes takes them.',
  check: ({ metadata }, report) => checkLabels(metadata?.labels, 'metadata.labels', report),
}

const annotations: Rule<ObjectView> = {
  id: 'metadata.annotations',
  says: 'Annotations are text, at most 256 KiB in all.',
  check: ({ metadata }, report) => checkAnnotations(metadata?.annotations, 'metadata.annotations', report),
}

const kept = new Set(['Namespace', 'DataVolume', 'PersistentVolumeClaim'])

/** A promise of ours: Argo CD neither prunes nor deletes what data lives in. */
const neverDeleted: Rule<ObjectView> = {
  id: 'metadata.never-deleted',
  says: 'Namespaces, DataVolumes and claims carry Prune=false,Delete=false.',
  check({ kind, metadata }, report) {
    if (!kept.has(kind)) return
    const key = 'argocd.argoproj.io/sync-options'
    const all = metadata?.annotations
    const value: unknown =
      typeof all === 'object' && all !== null
        ? Object.entries(all).find(([name]) => name === key)?.[1]
        : undefined
    const options = typeof value === 'string' ? value.split(',') : []
    for (const option of ['Prune=false', 'Delete=false']) {
      if (!options.includes(option)) report(`metadata.annotations.${key}`, `lacks ${option}`)
    }
  },
}

/** Rules over every object that has a name. */
export const commonRules: readonly Rule<ObjectView>[] = [objectName, labels, annotations, neverDeleted]
