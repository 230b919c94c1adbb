import type { FakeTag } from '../inventory/inventory.ts'

interface Asked {
  readonly tag_ids?: readonly string[]
  readonly object_ids?: readonly { readonly type: string; readonly id: string }[]
}

/** Answers below `/tagging`; undefined for what is not there. `beforeId` stands before an id at the end of a path. */
export function tagging(
  tags: readonly FakeTag[],
  path: string,
  query: string,
  body: string,
  beforeId: string,
): unknown {
  const categories = [...new Set(tags.map((tag) => tag.category))]
  if (path === '/tag') return tags.map((_, at) => tagId(at))
  if (path === '/category') return categories.map((_, at) => categoryId(at))
  const one = /^\/(tag|category)\/(id:)?(urn:.+)$/.exec(path)
  if (one !== null) {
    if ((one[2] ?? '') !== beforeId) return undefined
    return one[1] === 'tag' ? oneTag(tags, categories, one[3]) : oneCategory(tags, categories, one[3])
  }
  if (path !== '/tag-association') return undefined
  const asked: Asked = body === '' ? {} : JSON.parse(body)
  if (/action=list-attached-objects-on-tags/.test(query)) return onTags(tags, asked)
  return /action=list-attached-tags-on-objects/.test(query) ? onObjects(tags, asked) : undefined
}

function tagId(at: number): string {
  return `urn:vmomi:InventoryServiceTag:${at}:GLOBAL`
}

function categoryId(at: number): string {
  return `urn:vmomi:InventoryServiceCategory:${at}:GLOBAL`
}

function numberIn(id: string | undefined): number {
  return Number(id?.split(':').at(3))
}

function oneTag(tags: readonly FakeTag[], categories: readonly string[], id: string | undefined): unknown {
  const tag = tags[numberIn(id)]
  if (tag === undefined) return undefined
  return {
    id,
    name: tag.name,
    category_id: categoryId(categories.indexOf(tag.category)),
    description: '',
    used_by: [],
  }
}

function oneCategory(
  tags: readonly FakeTag[],
  categories: readonly string[],
  id: string | undefined,
): unknown {
  const name = categories[numberIn(id)]
  if (name === undefined || tags.length === 0) return undefined
  return { id, name, cardinality: 'MULTIPLE', associable_types: [], description: '', used_by: [] }
}

function onTags(tags: readonly FakeTag[], asked: Asked): unknown {
  return (asked.tag_ids ?? []).map((id) => {
    const objects = tags[numberIn(id)]?.objects ?? []
    return {
      tag_id: id,
      object_ids: objects.map(({ type, value }) => ({ type, id: value })),
    }
  })
}

function onObjects(tags: readonly FakeTag[], asked: Asked): unknown {
  return (asked.object_ids ?? []).flatMap((object) => {
    const ids = tags.flatMap((tag, at) =>
      tag.objects.some(({ type, value }) => type === object.type && value === object.id) ? [tagId(at)] : [],
    )
    return ids.length === 0 ? [] : [{ object_id: object, tag_ids: ids }]
  })
}
