import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  allObjects,
  appendChunks,
  appendObservations,
  beginEvidence,
  beginVersion,
  chunks,
  countObjects,
  deleteDocuments,
  discardVersion,
  exportWorkspace,
  finishEvidence,
  finishVersion,
  getDocument,
  getMeta,
  importWorkspace,
  listEvidence,
  listSources,
  newestObservations,
  objectById,
  objectsByName,
  observationHistory,
  openRawStore,
  openStore,
  pageDocuments,
  pageObjects,
  ProjectionOvertaken,
  putDocuments,
  readIdentities,
  readProjection,
  removeEvidence,
  removeSource,
  resolveIdentity,
  saveIdentities,
  setMeta,
  sourceIdOf,
  type Store,
  writeProjection,
} from '../../src/store/index.ts'
import { onBothDatabases } from './databases.ts'

const workbook = { key: 'vc-1', reader: 'rvtools', label: 'harbour.xlsx', rank: 30 }
const readAt = '2026-11-20T10:00:00.000Z'

async function load(store: Store, hash: string, vms: readonly { key: string; [fact: string]: unknown }[]) {
  const version = await beginVersion(store, workbook, { hash, readAt })
  await appendObservations(
    store,
    version,
    vms.map((vm) => ({ kind: 'vm', ...vm })),
  )
  return version
}

async function newestKeys(store: Store): Promise<string[]> {
  const keys: string[] = []
  for await (const page of newestObservations(store, { kind: 'vm' })) keys.push(...page.map((row) => row.key))
  return keys
}

onBothDatabases('the store', (database) => {
  test(`${database.name}: a version is seen when it is finished, the newest counts, and a source goes with all of them`, () =>
    database.with(async (store) => {
      const first = await load(store, 'h1', [{ key: 'a', cpus: 1 }, { key: 'b' }])
      expect(await listSources(store)).toEqual([])
      expect(await newestKeys(store)).toEqual([])
      await finishVersion(store, first, { counts: { vm: 2 }, report: { seen: 2 } })
      const second = await load(store, 'h2', [
        { key: 'a', cpus: 2 },
        { key: 'a', cpus: 4 },
        { key: 'Z\u0000 "quoted"', note: 'nul \u0000 and \\u0000' },
      ])
      const lost = await load(store, 'h3', [{ key: 'never' }])
      await finishVersion(store, second, { counts: { vm: 2 }, report: {} })
      await discardVersion(store, lost)
      expect(await listSources(store)).toEqual([
        {
          ...workbook,
          id: sourceIdOf(workbook),
          newest: {
            id: second,
            source: sourceIdOf(workbook),
            hash: 'h2',
            readAt,
            counts: { vm: 2 },
            report: {},
          },
          versions: 2,
        },
      ])
      expect(await newestKeys(store)).toEqual(['Z\uFFFD "quoted"', 'a'])
      expect(await observationHistory(store, 'vm', 'a')).toEqual([
        {
          source: sourceIdOf(workbook),
          version: second,
          kind: 'vm',
          key: 'a',
          readAt,
          doc: { kind: 'vm', key: 'a', cpus: 4 },
        },
        {
          source: sourceIdOf(workbook),
          version: first,
          kind: 'vm',
          key: 'a',
          readAt,
          doc: { kind: 'vm', key: 'a', cpus: 1 },
        },
      ])
      expect(await removeSource(store, sourceIdOf(workbook))).toBe(true)
      expect(await removeSource(store, sourceIdOf(workbook))).toBe(false)
      expect([await listSources(store), await newestKeys(store)]).toEqual([[], []])
    }))

  test(`${database.name}: observations come back in pages, each once, in the order of their bytes`, () =>
    database.with(async (store) => {
      const vms = Array.from({ length: 4_500 }, (_, n) => ({ key: `${n % 2 ? 'É' : 'z'}-${n}` }))
      await finishVersion(store, await load(store, 'many', vms), { counts: {}, report: {} })
      const keys = await newestKeys(store)
      expect(keys).toEqual(
        vms.map((vm) => vm.key).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      )
    }))

  test(`${database.name}: identities are kept and can be pointed at an older id`, () =>
    database.with(async (store) => {
      await saveIdentities(store, [
        ['instance:1', 'vm-1'],
        ['smbios:1', 'vm-2'],
      ])
      await saveIdentities(store, [['smbios:1', 'vm-1']])
      expect(await readIdentities(store)).toEqual(
        new Map([
          ['instance:1', 'vm-1'],
          ['smbios:1', 'vm-1'],
        ]),
      )
      expect(await resolveIdentity(store, 'smbios:1')).toBe('vm-1')
      expect(await resolveIdentity(store, 'name:x')).toBeUndefined()
    }))

  test(`${database.name}: a projection is replaced at once, paged in its order and found by id and name`, () =>
    database.with(async (store) => {
      const vm = (name: string) => ({ kind: 'vm', id: `id-${name}`, name, doc: { name } })
      await writeProjection(store, { name: 'estate', inputHash: 'i1', meta: { n: 1 } }, [vm('old')])
      await writeProjection(store, { name: 'estate', inputHash: 'i2', meta: { n: 2 } }, [
        vm('b'),
        { kind: 'host', id: 'h1', name: 'B', doc: 1 },
        vm('a'),
        vm('C'),
      ])
      expect(await readProjection(store, 'estate')).toMatchObject({ inputHash: 'i2', meta: { n: 2 } })
      const page = await pageObjects(store, 'estate', { kind: 'vm', limit: 2 })
      expect(page).toEqual({ total: 3, objects: [vm('b'), vm('a')], next: '2' })
      expect(await pageObjects(store, 'estate', { kind: 'vm', limit: 2, after: '2' })).toEqual({
        total: 3,
        objects: [vm('C')],
      })
      expect(await objectById(store, 'estate', 'id-C')).toEqual(vm('C'))
      expect((await objectsByName(store, 'estate', 'B')).map((object) => object.id)).toEqual(['id-b', 'h1'])
      expect(await countObjects(store, 'estate')).toEqual(
        new Map([
          ['host', 1],
          ['vm', 3],
        ]),
      )
      const left = await sql<{ n: number }>`select count(*) as n from estate_object`.execute(store.db)
      expect(left.rows).toEqual([{ n: 4 }])
      await expect(
        writeProjection(
          store,
          { name: 'estate', inputHash: 'i3', meta: {} },
          (function* () {
            yield vm('half')
            throw new Error('the stage failed')
          })(),
        ),
      ).rejects.toThrow('the stage failed')
      const names: string[] = []
      for await (const objects of allObjects(store, 'estate'))
        names.push(...objects.map((object) => object.name))
      expect(names).toEqual(['b', 'B', 'a', 'C'])
    }))

  test(`${database.name}: a projection that was overtaken while it was made is not shown, and leaves nothing`, () =>
    database.with(async (store) => {
      const vm = (name: string) => ({ kind: 'vm', id: `id-${name}`, name, doc: { name } })
      const write = (inputHash: string, build: number | undefined) =>
        writeProjection(store, { name: 'estate', inputHash, meta: {}, instead: { build } }, [vm(inputHash)])
      const first = await write('first', undefined)
      await expect(write('late', undefined)).rejects.toThrow(ProjectionOvertaken)
      await write('second', first.build)
      await expect(write('slow', first.build)).rejects.toThrow(ProjectionOvertaken)
      expect(await readProjection(store, 'estate')).toMatchObject({ inputHash: 'second' })
      const left = await sql<{ name: string }>`select name from estate_object`.execute(store.db)
      expect(left.rows).toEqual([{ name: 'second' }])
    }))

  test(`${database.name}: chunks are found by address and go with their file`, () =>
    database.with(async (store) => {
      const address = (last: number) => Uint8Array.of(10, 0, 0, last)
      const version = await beginEvidence(
        store,
        { id: 'f1', name: 'fw.txt', kind: 'panos' },
        { hash: 'x', readAt },
      )
      const data = Uint8Array.from({ length: 300_000 }, (_, n) => n % 251)
      await appendChunks(store, 'flow_chunk', { kind: 'evidence', version }, [
        { rows: 3, firstAddress: address(1), lastAddress: address(9), data },
        { rows: 4, firstAddress: address(10), lastAddress: address(200), data: Uint8Array.of(0, 255) },
        { rows: 5, firstName: 'a', lastName: 'm', data: new Uint8Array() },
      ])
      const numbers = async (query: Parameters<typeof chunks>[2]) => {
        const found: number[] = []
        for await (const chunk of chunks(store, 'flow_chunk', query)) found.push(chunk.number)
        return found
      }
      expect(await numbers({ of: 'newest' })).toEqual([])
      await finishEvidence(store, version, { references: 0 })
      expect(await numbers({ of: 'newest' })).toEqual([0, 1, 2])
      expect(await numbers({ of: 'newest', addresses: { first: address(9), last: address(9) } })).toEqual([0])
      expect(await numbers({ of: 'newest', addresses: { first: address(5), last: address(50) } })).toEqual([
        0, 1,
      ])
      expect(await numbers({ of: 'newest', names: { first: 'erp', last: 'erp' } })).toEqual([2])
      for await (const chunk of chunks(store, 'flow_chunk', { of: { kind: 'evidence', version } })) {
        if (chunk.number === 0) expect(Buffer.compare(chunk.data, data)).toBe(0)
      }
      const newer = await beginEvidence(
        store,
        { id: 'f1', name: 'fw.txt', kind: 'panos' },
        { hash: 'y', readAt },
      )
      await finishEvidence(store, newer, { references: 7 })
      expect(await listEvidence(store)).toEqual([
        {
          id: 'f1',
          name: 'fw.txt',
          kind: 'panos',
          version: newer,
          hash: 'y',
          readAt,
          report: { references: 7 },
        },
      ])
      expect(await numbers({ of: { kind: 'evidence', version } })).toEqual([])
      expect(await removeEvidence(store, 'f1')).toBe(true)
      expect(await listEvidence(store)).toEqual([])
    }))

  test(`${database.name}: documents and facts of the workspace are replaced, paged and deleted`, () =>
    database.with(async (store) => {
      await putDocuments(store, 'plan', [
        ['b', [1, 'x']],
        ['a', null],
        ['b', { last: true }],
      ])
      expect(await getDocument(store, 'plan', 'b')).toEqual({ last: true })
      const first = await pageDocuments(store, 'plan', { limit: 1 })
      expect(first.map(({ key, doc }) => ({ key, doc }))).toEqual([{ key: 'a', doc: null }])
      expect((await pageDocuments(store, 'plan', { limit: 9, after: 'a' })).map((row) => row.key)).toEqual([
        'b',
      ])
      expect([await deleteDocuments(store, 'plan', 'a'), await deleteDocuments(store, 'plan')]).toEqual([
        1, 1,
      ])
      await setMeta(store, 'demo', true)
      await setMeta(store, 'demo', 'text')
      expect([await getMeta(store, 'demo'), await getMeta(store, 'other')]).toEqual(['text', undefined])
    }))

  test(`${database.name}: a keyed transaction happens once, a failed one not at all`, () =>
    database.with(async (store) => {
      let ran = 0
      const once = () =>
        store.transact(
          async (trx) => {
            ran++
            await trx.insertInto('identity').values({ key: 'k', id: 'v' }).execute()
            return { ran }
          },
          { key: 'the-same' },
        )
      expect([await once(), await once(), ran]).toEqual([{ ran: 1 }, { ran: 1 }, 1])
      await expect(
        store.transact(async (trx) => {
          await trx.insertInto('identity').values({ key: 'gone', id: 'v' }).execute()
          await trx.insertInto('identity').values({ key: 'k', id: 'twice' }).execute()
        }),
      ).rejects.toMatchObject({ code: '23505' })
      expect(await readIdentities(store)).toEqual(new Map([['k', 'v']]))
    }))

  test(`${database.name}: a start removes what the dead left half loaded, and leaves the living alone`, () =>
    database.with(async (store, folder, options) => {
      const dead = await load(store, 'dead', [{ key: 'a' }])
      const alive = await load(store, 'alive', [{ key: 'b' }])
      // A pid above every system's limit on this host and namespace is nobody's.
      await sql`update source_version
        set owner = regexp_replace(owner, '^([^|]*[|][^|]*)[|].*$', ${'\\1|99999999|1'}) where id = ${dead}`.execute(
        store.db,
      )
      await (await openStore(folder, options)).close()
      const left = await store.db.selectFrom('source_version').select('id').execute()
      expect(left).toEqual([{ id: alive }])
    }))

  test(`${database.name}: a database of a newer Causeway, or of another one, is refused`, () =>
    database.with(async (store, folder, options) => {
      const known = await store.db.selectFrom('migration').selectAll().orderBy('number').execute()
      await sql`update migration set hash = 'other' where number = 1`.execute(store.db)
      await expect(openStore(folder, options)).rejects.toMatchObject({ code: 'database-different' })
      await sql`insert into migration (number, name, hash) values (99, '0099-later', 'x')`.execute(store.db)
      await expect(openStore(folder, options)).rejects.toMatchObject({ code: 'database-newer' })
      await store.db.deleteFrom('migration').execute()
      await store.db.insertInto('migration').values(known).execute()
    }))

  test(`${database.name}: an export goes into an empty workspace, whole or not at all`, () =>
    database.with(async (store, folder) => {
      const version = await load(store, 'h', [{ key: 'a', note: 'ü 日本' }, { key: 'b' }])
      await finishVersion(store, version, { counts: {}, report: {} })
      await load(store, 'half', [{ key: 'c' }])
      await writeProjection(store, { name: 'estate', inputHash: 'i', meta: {} }, [
        { kind: 'vm', id: '1', name: 'a', doc: {} },
      ])
      const { build } = (await readProjection(store, 'estate')) ?? { build: 0 }
      await appendChunks(store, 'reference_chunk', { kind: 'projection', build }, [
        {
          rows: 1,
          firstAddress: Uint8Array.of(1),
          lastAddress: Uint8Array.of(2),
          data: Uint8Array.of(0, 1, 255),
        },
      ])
      const { hash } = await openRawStore(folder).put(Buffer.from('raw canary'))
      await writeFile(join(folder, '.causeway-token'), 'unrelated')
      const plain = join(folder, 'plain.cwx')
      const full = join(folder, 'full.cwx')
      expect((await exportWorkspace(store, folder, plain)).rawFiles).toBe(0)
      const out = await exportWorkspace(store, folder, full, { raw: true })
      expect(out).toEqual({
        rows: 8,
        rawFiles: 1,
        tables: {
          source: 1,
          source_version: 1,
          observation: 2,
          build: 1,
          projection: 1,
          estate_object: 1,
          reference_chunk: 1,
        },
      })
      await database.with(async (other, otherFolder) => {
        expect(await importWorkspace(other, otherFolder, full)).toEqual(out)
        expect(await newestKeys(other)).toEqual(['a', 'b'])
        expect(await openRawStore(otherFolder).has(hash)).toBe(true)
        for await (const chunk of chunks(other, 'reference_chunk', { of: { kind: 'projection', build } })) {
          expect([...chunk.data]).toEqual([0, 1, 255])
        }
        expect(await load(other, 'next', [])).toBeGreaterThan(version)
        await expect(importWorkspace(other, otherFolder, plain)).rejects.toMatchObject({
          code: 'import-not-empty',
        })
      })
    }))
})
