import { rootFolder } from '../../model/mappings.ts'
import type { Vm } from '../../model/vm.ts'
import type { TranslateInput } from './input.ts'

/** The key of a VM's folder in mappings.yaml: the path without slashes around it, or `/` for the root. */
export function namespaceKey(vm: Pick<Vm, 'folder'>): string {
  const path = (vm.folder ?? '').replace(/^\/+|(?<!\/)\/+$/g, '')
  return path === '' ? rootFolder : path
}

/**
 * The namespace of a VM: what its folder is mapped to, else the nearest folder above that is mapped. A folder that stands in
 * mappings.yaml without a value is not decided, and nothing above it counts.
 */
export function namespaceOf(
  input: Pick<TranslateInput, 'mappings'>,
  vm: Pick<Vm, 'folder'>,
): string | undefined {
  const folders = input.mappings.folders ?? {}
  for (let path = namespaceKey(vm); ; path = path.slice(0, path.lastIndexOf('/'))) {
    if (Object.hasOwn(folders, path)) return folders[path] ?? undefined
    if (!path.slice(1).includes('/')) return undefined
  }
}
