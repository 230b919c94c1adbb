import type { Command } from 'commander'
import type { TreeNode, TreeResult } from '../../contract/estate-tree.ts'
import type { ObjectResult } from '../../contract/objects.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, table } from '../terminal.ts'

interface TreeOptions extends CommonOptions {
  readonly view?: string
  readonly limit?: string
  readonly after?: string
}

/** `causeway tree` and `causeway object`. */
export function registerTree(program: Command, host: CliHost): void {
  common(program.command('tree [node]'))
    .description(
      'show the inventory as a tree: a node and what is directly below it, with the filter of each',
    )
    .option('--view <view>', 'hosts, folders, storage or networks (default: hosts)')
    .option('--limit <n>', 'at most so many (default: 200)')
    .option('--after <n>', 'pass over so many')
    .addHelpText(
      'after',
      '\nExamples:\n  causeway tree\n  causeway tree --view storage\n  causeway tree n-41b0c0a8f2d95e37 --json',
    )
    .action(async (node: string | undefined, { view, limit, after, ...options }: TreeOptions) => {
      const { showTree } = await import('../../app/estate-tree-read.ts')
      const { treeQuery } = await import('../../contract/estate-tree.ts')
      const { parseQuery } = await import('../../app/query.ts')
      const query = parseQuery(treeQuery, { node, view, limit, after })
      await withContext(host, options, false, (context) => showTree(context, query), showBranch)
    })
  common(program.command('object <name>'))
    .description(
      'show one host, cluster, datastore, network or other place: every fact, and where it was read',
    )
    .addHelpText(
      'after',
      '\n<name> is a name or an id.\n\nExamples:\n  causeway object QS-PROD\n  causeway object esx-01.harbour.example --json',
    )
    .action(async (name: string, options: CommonOptions) => {
      const { showObject } = await import('../../app/objects.ts')
      await withContext(host, options, false, (context) => showObject(context, name), showPlace)
    })
}

function showBranch(result: TreeResult, { style }: Session): string {
  if (result.vms === 0 && result.total === 0)
    return 'Nothing was read yet. Begin with: causeway discover <source>'
  const above = [...result.path.slice(0, -1).map(({ name }) => name), result.node?.name ?? 'the whole estate']
  const rows = table<TreeNode>(
    result.nodes,
    [
      { title: 'KIND', value: (node) => node.kind },
      { title: 'NAME', value: (node) => node.name, most: 50 },
      { title: 'VMS', value: (node) => node.vms, align: 'right' },
      { title: 'BELOW', value: (node) => node.children || undefined, align: 'right' },
      { title: 'NODE', value: (node) => (node.kind === 'vm' ? '' : node.id) },
      { title: 'FILTER', value: (node) => node.where, most: 60 },
    ],
    style,
  )
  const more = result.next === undefined ? '' : `, go on with --after ${result.next}`
  const sum = `${count(result.vms, 'VM')}, ${result.total} directly below${more}`
  return `${style.bold(inert(above.join(' / ')))}\n${rows}\n\n${sum}`
}

function showPlace(object: ObjectResult, { style }: Session): string {
  const from = new Map(object.evidence.map((item) => [item.field, item.where]))
  const facts = Object.entries(object.facts).map(
    ([field, value]) =>
      `  ${style.dim(field.padEnd(22))}${inert(textOf(value))}  ${style.dim(inert(from.get(field) ?? ''))}`,
  )
  const related = object.related.map(
    ({ kind, objects }) =>
      `  ${style.dim(kind.padEnd(22))}${inert(objects.map(({ name }) => name).join(', '))}`,
  )
  return [
    `${style.bold(inert(object.name))}  ${object.kind}  ${style.dim(object.id)}`,
    ...(object.summary === '' ? [] : [inert(object.summary)]),
    ...related,
    ...facts,
    '',
    object.where === undefined
      ? count(object.vms, 'VM')
      : `${count(object.vms, 'VM')}: causeway vms --where ${inert(JSON.stringify(object.where))}`,
  ].join('\n')
}

function textOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200)
}
