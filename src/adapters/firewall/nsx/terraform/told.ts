import { parseSpan } from '../../../../lib/ip.ts'
import type { Told } from '../../../../model/told.ts'
import type { NsxPolicyTree } from '../schema.ts'
import { Telling, tellTree } from '../told.ts'
import type { TfFile } from './schema.ts'
import type { Values } from './values.ts'

/** What stands before a name as files of one module share it: a module is a folder. */
export function ofModule(file: string): string {
  const slash = file.lastIndexOf('/')
  return `terraform ${slash < 0 ? '' : file.slice(0, slash)} `
}

/** What the file says of its own names to the others of the module, and which names it asks for. */
export function toldBy(
  file: string,
  { locals, variables }: TfFile,
  values: Values,
  tree: NsxPolicyTree,
): readonly Told[] {
  const telling = new Telling(ofModule(file))
  for (const [prefix, all] of [
    ['local', locals],
    ['var', variables],
  ] as const)
    for (const [name, node] of all) {
      // Only addresses and paths leave the file: a variable may hold a secret.
      const texts = values
        .settle(node, new Map())
        .flatMap(({ value }) => (typeof value === 'string' ? value : []))
      const members = texts.filter(
        (text) => parseSpan(text) ?? /^\/(?:groups|services)\/[\w.-]{1,200}$/.test(text),
      )
      if (members.length > 0) telling.define(`${prefix}.${name}`, members)
    }
  // Rules may also say the path that a group of another file has by its `nsx_id`.
  const asked = new Set([...values.asked, ...[...tree.asked].filter((path) => path.startsWith('/infra/'))])
  tellTree(tree, telling, asked, (path) => /^\/(?:groups|objects|infra\/domains)\//.test(path))
  return telling.told
}
