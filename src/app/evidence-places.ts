import { existsSync } from 'node:fs'
import { allDocuments, putDocuments, type Store } from '../store/index.ts'

/** Name of the documents that say where on this machine a file of evidence was read from, by its name. */
const placesDocument = 'evidence-places'

/** Remembers where files stood, so that a line of evidence can be opened in the file itself. */
export async function rememberPlaces(
  store: Store,
  files: readonly { readonly name: string; readonly path: string }[],
): Promise<void> {
  await putDocuments(
    store,
    placesDocument,
    files.map(({ name, path }) => [name, { path }] as const),
  )
}

/** Where the files of evidence stand, by name; those that are gone are left out. For this machine's terminal only. */
export async function evidencePlaces(store: Store): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>()
  for await (const page of allDocuments<{ readonly path: string }>(store, placesDocument)) {
    for (const { key, doc } of page) if (existsSync(doc.path)) places.set(key, doc.path)
  }
  return places
}
