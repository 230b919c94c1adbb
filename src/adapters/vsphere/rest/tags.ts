import * as z from 'zod'
import { Problem } from '../../../model/problems/index.ts'
import type { Reference, TagRecord } from '../schema.ts'
import type { Tags } from '../source.ts'
import type { Transport } from '../transport/http.ts'
import { mayPass } from '../transport/retry.ts'
import { RestClient, RestRefused } from './client.ts'

const mostTags = 50_000
const tagsPerQuestion = 200
const inFlight = 4
const mostAttempts = 3

const id = z.string().max(1000)
const idList = z.array(id).max(mostTags).nullable()
const named = z.object({ name: z.string().max(1000) })
const tag = z.object({ name: z.string().max(1000), category_id: id })
const attached = z
  .array(
    z.object({
      tag_id: id,
      // The simulator says null where a vCenter says [].
      object_ids: z.array(z.object({ id, type: id })).nullable(),
    }),
  )
  .nullable()

/**
 * Tags live in the REST interface alone. What cannot be read is a note, never the end of the read: an ESXi host has no
 * tags, and a user may see the inventory but not log in there.
 */
export async function readTags(transport: Transport, password: string): Promise<Tags> {
  try {
    return { tags: await overRest(transport, password, tagsOf), notes: [] }
  } catch (error) {
    if (!(error instanceof RestRefused) && !(error instanceof Problem)) throw error
    return {
      tags: [],
      notes: [{ what: 'tags', why: error.message, so: 'owners and criticality said by tags are not known' }],
    }
  }
}

/** Does `work` in a session of the REST interface, and again from its beginning when that was lost in it. */
export async function overRest<T>(
  transport: Transport,
  password: string,
  work: (client: RestClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const client = await RestClient.open(transport, password)
      try {
        return await work(client)
      } finally {
        await client.close()
      }
    } catch (error) {
      const refused = error instanceof RestRefused || error instanceof Problem
      if (!refused || attempt >= mostAttempts || !mayBeOver(error)) throw error
      await transport.pause(attempt)
    }
  }
}

/** A session that was lost in the middle, or a server that was busy for a moment. */
function mayBeOver(error: RestRefused | Problem): boolean {
  return error instanceof RestRefused ? error.sessionLost : mayPass(error.cause)
}

async function tagsOf(client: RestClient): Promise<TagRecord[]> {
  const tagIds = (await client.get('/tag', idList)) ?? []
  const objects = new Map<string, Reference[]>()
  for (let at = 0; at < tagIds.length; at += tagsPerQuestion) {
    const body = { tag_ids: tagIds.slice(at, at + tagsPerQuestion) }
    for (const row of (await client.ask(
      '/tag-association',
      'list-attached-objects-on-tags',
      body,
      attached,
    )) ?? []) {
      const carriers = (row.object_ids ?? []).map((object) => ({ type: object.type, value: object.id }))
      if (carriers.length > 0) objects.set(row.tag_id, carriers)
    }
  }
  const used = [...objects.keys()]
  const tags = await eachOf(used, (one) => client.one('/tag', one, tag))
  const categories = [...new Set(tags.map((one) => one.category_id))]
  const names = await eachOf(categories, (one) => client.one('/category', one, named))
  const categoryNames = new Map(categories.map((category, at) => [category, names[at]?.name ?? category]))
  return used.flatMap((tagId, at) => {
    const one = tags[at]
    if (one === undefined) return []
    const category = categoryNames.get(one.category_id) ?? one.category_id
    return [{ category, name: one.name, objects: objects.get(tagId) ?? [] }]
  })
}

/** Asks for each, a few at a time; the answers stand in the order of the questions. */
async function eachOf<Q, A>(questions: readonly Q[], ask: (question: Q) => Promise<A>): Promise<A[]> {
  const answers: A[] = []
  for (let at = 0; at < questions.length; at += inFlight) {
    answers.push(...(await Promise.all(questions.slice(at, at + inFlight).map(ask))))
  }
  return answers
}
