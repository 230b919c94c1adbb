/** A file of a repository to be published; paths use `/` and never leave the root. */
export interface PublishedFile {
  readonly path: string
  readonly text: string
}

/** Result of publishing a set of generated files. */
export interface Published {
  /** Commit id of the working branch after it; undefined when nothing changed and nothing was committed. */
  readonly commit: string | undefined
  readonly changed: number
  /** Files where a hand edit and a new generation disagree; the hand version stays. */
  readonly conflicts: readonly { readonly file: string; readonly why: string }[]
}

/** Where generated files go: a Git working copy, or memory in tests. */
export interface Publisher {
  publish(out: string, files: readonly PublishedFile[], message: string): Promise<Published>
}
