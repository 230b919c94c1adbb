import type { Namespace, NetworkAttachmentDefinition } from '../../model/manifest.ts'
import type { TargetProfile } from '../../model/target.ts'
import { keepData } from './disks.ts'
import type { TranslatedFile } from './result.ts'

/** What stands once for all waves: namespaces and networks. */
export function baseOf(
  namespaces: readonly string[],
  networks: readonly NetworkAttachmentDefinition[],
  target: TargetProfile,
): { readonly files: readonly TranslatedFile[]; readonly resources: readonly string[] } {
  const all = [...new Set([...namespaces, ...(networks.length > 0 ? [target.network.namespace] : [])])].sort()
  const files: TranslatedFile[] = [
    ...all.map(
      (name): TranslatedFile => ({
        kind: 'objects',
        path: `base/namespaces/${name}.yaml`,
        objects: [namespace(name)],
      }),
    ),
    ...networks.map(
      (each): TranslatedFile => ({
        kind: 'objects',
        path: `base/networks/${each.metadata.name}.yaml`,
        objects: [each],
      }),
    ),
  ]
  return { files, resources: files.map(({ path }) => path.slice('base/'.length)) }
}

function namespace(name: string): Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'causeway' }, annotations: keepData },
  }
}
