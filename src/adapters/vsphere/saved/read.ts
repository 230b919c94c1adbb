import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { childOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import { FormatError } from '../../../lib/format-error.ts'
import type { NotSeen } from '../../../model/not-seen.ts'
import { type About, type AnyRecord, isManagedType, isManager, type ManagedType } from '../schema.ts'
import { stringPool } from '../schema/strings.ts'
import { aboutOf } from '../session/session.ts'
import type { RawSource, Slice, Unread } from '../source.ts'
import { savedRecord, valuesOf } from './content.ts'
import { contentOf, type SavedFile, savedFiles } from './files.ts'

const objectsPerSlice = 100

/**
 * A folder that `govc object.save` wrote, one file for each object, in the shape of a live source. A file that cannot be
 * read is one object that is missing, said by its name, and never the end of the read.
 */
export async function readSaved(dir: string, folder: string): Promise<RawSource> {
  const files = await savedFiles(dir)
  const named = folder === '' ? basename(dir) : folder
  const { about, host, observedAt, notes } = await identityOf(dir, files, named)
  const inventory = files.flatMap(({ object }) =>
    object !== undefined && isListed(object.type) ? [object] : [],
  )
  return {
    host,
    about,
    observedAt,
    ids: inventory,
    notes: [...notes, ...strangers(files)],
    read: (types) => slices(dir, files, types),
    async tags() {
      return {
        tags: [],
        notes: [{ what: 'tags', why: holdsNone, so: 'owners and criticality said by tags are not known' }],
      }
    },
    async policies() {
      return {
        policies: [],
        notes: [
          { what: 'storage policies', why: holdsNone },
          { what: 'roles and permissions', why: 'they are not read from a saved inventory' },
        ],
      }
    },
    unknownPaths: () => [],
  }
}

const holdsNone = 'a saved inventory holds none'

/** Tasks, browsers and managers were saved too; they are no part of the inventory. */
function isListed(type: string): boolean {
  return isManagedType(type) && !isManager(type)
}

function strangers(files: readonly SavedFile[]): NotSeen[] {
  return files
    .filter(({ object }) => object === undefined)
    .map(({ name }) => ({ what: name, why: 'it does not begin as a saved object; it was left out' }))
}

async function* slices(
  dir: string,
  files: readonly SavedFile[],
  types: readonly ManagedType[],
): AsyncGenerator<Slice> {
  const keep = stringPool()
  const wanted = new Set<string>(types)
  let records: AnyRecord[] = []
  let unread: Unread[] = []
  for (const { name, object } of files) {
    if (object === undefined || !wanted.has(object.type)) continue
    try {
      const record = savedRecord(await contentOf(dir, name), keep)
      if (record?.id === object.value) records.push(record)
      else unread.push({ object, why: `${name} names another object than at its beginning` })
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      unread.push({ object, why: `${name} has ${error.seen}; ${error.expected} was expected` })
    }
    if (records.length + unread.length < objectsPerSlice) continue
    yield { records, unread }
    records = []
    unread = []
  }
  yield { records, unread }
}

interface Identity {
  readonly about: About
  readonly host: string
  readonly observedAt: string
  readonly notes: readonly NotSeen[]
}

async function identityOf(dir: string, files: readonly SavedFile[], folder: string): Promise<Identity> {
  const fileOf = (type: string): string | undefined => files.find(({ object }) => object?.type === type)?.name
  const service = fileOf('ServiceInstance')
  if (service === undefined) {
    const { mtime } = await stat(join(dir, files[0]?.name ?? ''))
    const notes = [
      {
        what: 'the vCenter',
        why: 'no ServiceInstance was saved, so its objects join those of other sources by name and UUID alone',
      },
    ]
    return { about: {}, host: folder, observedAt: mtime.toISOString(), notes }
  }
  const values = valuesOf(await contentOf(dir, service))
  const content = values.get('content')
  const about = content && childOf(content, 'about')
  const clock = values.get('serverClock')?.text
  const { mtime } = await stat(join(dir, service))
  const known = about === undefined ? {} : aboutOf(about)
  const settings = fileOf('OptionManager')
  return {
    about: known,
    host: (settings === undefined ? undefined : await hostIn(dir, settings)) ?? folder,
    observedAt: clock !== undefined && !Number.isNaN(Date.parse(clock)) ? clock : mtime.toISOString(),
    notes: [],
  }
}

/** The vCenter's own name among its settings. */
async function hostIn(dir: string, name: string): Promise<string | undefined> {
  try {
    const options = valuesOf(await contentOf(dir, name)).get('setting')?.children ?? []
    const found = options.find((option: XmlElement) => childText(option, 'key') === 'VirtualCenter.FQDN')
    const host = found && childText(found, 'value')
    return host === undefined || !/^[\w.-]{1,255}$/.test(host) ? undefined : host.toLowerCase()
  } catch (error) {
    // Without it the folder gives the name.
    if (error instanceof FormatError) return undefined
    throw error
  }
}
