/** Something wrong with an object: the path within it, and what was seen against what is expected. */
export interface ManifestProblem {
  /** `spec.template.spec.domain.cpu.cores`, `metadata.labels`. */
  readonly path: string
  readonly message: string
}
