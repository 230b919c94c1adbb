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

/** Where the files of evidence stood when they were read, by name. */
export async function rememberedPlaces(store: Store): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>()
  for await (const page of allDocuments<{ readonly path: string }>(store, placesDocument))
    for (const { key, doc } of page) places.set(key, doc.path)
  return places
}

/** Those that are still there, for links of this machine's terminal: each one is looked for. */
export async function evidencePlaces(store: Store): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await rememberedPlaces(store))].filter(([, path]) => existsSync(path)))
}
