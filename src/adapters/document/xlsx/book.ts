import { attributeOf, collectElements, type XmlElement } from '../../../formats/xml/index.ts'
import { memoryEntry, type MemoryZip } from '../../../formats/zip/memory.ts'
import { told } from '../shared/archive.ts'

/** A sheet, shown or hidden: its name and the parts that hold its cells and its comments. */
export interface SheetParts {
  readonly name: string
  /** Undefined when the workbook points nowhere. */
  readonly cells: string | undefined
  readonly comments: readonly string[]
}

/** The sheets of a workbook in its order; chart sheets have no cells and are left out. Throws FormatError. */
export function* sheetParts(zip: MemoryZip): Iterable<SheetParts> {
  const relations = relationsOf(zip, 'xl/workbook.xml')
  for (const sheet of elementsOf(zip, 'xl/workbook.xml', 'sheet')) {
    const id = sheet.attributes.find(({ name, local }) => local === 'id' && name !== 'id')?.value ?? ''
    const relation = relations.get(id)
    if (relation !== undefined && relation.type !== 'worksheet') continue
    const name = attributeOf(sheet, 'name') ?? ''
    const cells = relation !== undefined && zip.entries.has(relation.path) ? relation.path : undefined
    yield { name, cells, comments: cells === undefined ? [] : commentsOf(zip, cells) }
  }
}

function commentsOf(zip: MemoryZip, cells: string): readonly string[] {
  return [...relationsOf(zip, cells).values()]
    .filter(({ type, path }) => type === 'comments' && zip.entries.has(path))
    .map(({ path }) => path)
}

interface Relation {
  /** Last word of the type: `worksheet`, `comments` … */
  readonly type: string
  /** Name within the archive. */
  readonly path: string
}

/** Relationships of a part by their id; external ones are left out. */
function relationsOf(zip: MemoryZip, part: string): ReadonlyMap<string, Relation> {
  const cut = part.lastIndexOf('/')
  const relations = new Map<string, Relation>()
  for (const element of elementsOf(
    zip,
    `${part.slice(0, cut)}/_rels${part.slice(cut)}.rels`,
    'Relationship',
  )) {
    if (attributeOf(element, 'TargetMode') === 'External') continue
    const type = attributeOf(element, 'Type') ?? ''
    const path = resolved(part.slice(0, cut), attributeOf(element, 'Target') ?? '')
    relations.set(attributeOf(element, 'Id') ?? '', { type: type.slice(type.lastIndexOf('/') + 1), path })
  }
  return relations
}

/** All elements of that name in a part; none when there is no such part. */
function* elementsOf(zip: MemoryZip, part: string, local: string): Iterable<XmlElement> {
  const entry = zip.entries.get(part)
  const done: XmlElement[] = []
  const handler = collectElements(new Set([local]), (element) => done.push(element))
  if (entry !== undefined) yield* told(memoryEntry(zip, entry), handler, done)
}

/** `../comments1.xml` as seen from a folder; some writers use backslashes. */
function resolved(folder: string, target: string): string {
  const parts = /^[\\/]/.test(target) ? [] : folder.split('/')
  for (const part of target.split(/[\\/]/)) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
