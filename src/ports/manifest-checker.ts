import type { ManifestProblem } from '../model/manifest.ts'

/** Finds what an API server and the admission webhooks would refuse in one object, without asking them. */
export type ManifestChecker = (object: unknown) => readonly ManifestProblem[]
