import type { AccessList } from '../../../model/access.ts'
import type { AnyRecord, ManagedType } from '../schema.ts'
import type { Policies, RawSource, Slice, Tags, Unread } from '../source.ts'
import type { FreshFolder } from './folder.ts'
import { manifestName, recordingFormat, type RecordingManifest } from './format.ts'
import { redacted, redactedPolicy } from './redact.ts'
import { answerOf, objectsPerAnswer } from './write.ts'

/** A source that writes down, without secrets, what is read through it. Call `finish` when all was read. */
export class RecordedSource implements RawSource {
  readonly #source: RawSource
  readonly #folder: FreshFolder
  readonly #answers: string[] = []
  readonly #attributeNames = new Map<number, string>()
  readonly #unread: Unread[] = []
  #tags: Tags = { tags: [], notes: [] }
  #policies: Policies = { policies: [], notes: [] }
  #access: AccessList | undefined

  constructor(source: RawSource, folder: FreshFolder) {
    this.#source = source
    this.#folder = folder
  }

  get host() {
    return this.#source.host
  }
  get about() {
    return this.#source.about
  }
  get observedAt() {
    return this.#source.observedAt
  }
  get ids() {
    return this.#source.ids
  }
  get notes() {
    return this.#source.notes ?? []
  }

  unknownPaths(): readonly string[] {
    return this.#source.unknownPaths()
  }

  async *read(types: readonly ManagedType[]): AsyncGenerator<Slice> {
    // What the numbers of custom attributes mean is known when everything but machines was read.
    const writesAtOnce = types.includes('VirtualMachine')
    let waiting: AnyRecord[] = []
    for await (const slice of this.#source.read(types)) {
      this.#unread.push(...slice.unread)
      for (const record of slice.records) waiting.push(record)
      if (writesAtOnce && waiting.length >= objectsPerAnswer) {
        await this.#write(waiting.slice(0, objectsPerAnswer))
        waiting = waiting.slice(objectsPerAnswer)
      }
      yield slice
    }
    if (writesAtOnce) return this.#write(waiting)
    this.#learnNames(waiting)
    for (const type of new Set(waiting.map((record) => record.type)))
      await this.#write(waiting.filter((record) => record.type === type))
  }

  async tags(): Promise<Tags> {
    return (this.#tags = await this.#source.tags())
  }

  async policies(): Promise<Policies> {
    return (this.#policies = await this.#source.policies())
  }

  async access(): Promise<AccessList> {
    return (this.#access = (await this.#source.access?.()) ?? { roles: [], permissions: [], notes: [] })
  }

  /** Writes the manifest, without which the folder is no recording. */
  async finish(): Promise<void> {
    const manifest: RecordingManifest = {
      format: recordingFormat,
      version: 1,
      host: this.host,
      recordedAt: this.observedAt,
      about: this.about,
      inventory: this.ids,
      answers: this.#answers,
      tags: this.#tags.tags,
      policies: this.#policies.policies.map(redactedPolicy),
      ...(this.#access === undefined ? {} : { access: kept(this.#access) }),
      unread: this.#unread.map(({ object, why }) => ({ ...object, why })),
      notes: [...this.#tags.notes, ...this.#policies.notes, ...(this.#access?.notes ?? []), ...this.notes],
      unknownPaths: this.unknownPaths(),
    }
    await this.#folder.write(manifestName, `${JSON.stringify(manifest)}\n`)
  }

  async #write(records: readonly AnyRecord[]): Promise<void> {
    for (let at = 0; at < records.length; at += objectsPerAnswer) {
      const some = records.slice(at, at + objectsPerAnswer)
      const name = `${String(this.#answers.length + 1).padStart(6, '0')}-${some[0]?.type ?? 'none'}.xml`
      this.#answers.push(name)
      await this.#folder.write(name, answerOf(some.map((one) => redacted(one, this.#attributeNames))))
    }
  }

  #learnNames(records: readonly AnyRecord[]): void {
    for (const record of records) {
      if (record.type !== 'CustomFieldsManager') continue
      for (const { key, name } of record.properties.field ?? [])
        if (key !== undefined && name !== undefined) this.#attributeNames.set(key, name)
    }
  }
}

/** What a built-in role permits is the product's, and long. */
function kept({ roles, permissions }: AccessList): Pick<AccessList, 'roles' | 'permissions'> {
  return { roles: roles.map((role) => (role.system ? { ...role, privileges: [] } : role)), permissions }
}
