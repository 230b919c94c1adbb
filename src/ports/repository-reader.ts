/** One entry of a folder of the repository, on the working branch. */
export interface RepositoryEntry {
  readonly name: string
  readonly kind: 'folder' | 'file'
  /** Of a file: as generated, changed by a person, or made by a person. */
  readonly state?: 'generated' | 'edited' | 'added'
  readonly bytes?: number
}

/** A file of the repository: as it stands, and as it was generated. */
export interface RepositoryFile {
  readonly path: string
  readonly text: string
  /** Undefined for a file that a person made. */
  readonly generated: string | undefined
}

/** One commit of the working branch. */
export interface RepositoryCommit {
  readonly commit: string
  /** ISO 8601. */
  readonly at: string
  readonly author: string
  readonly subject: string
}

/** Shows what was published. Paths use `/`, `''` is the root; a path that leaves the root is refused. */
export interface RepositoryReader {
  /** Folders first, then files, each by name; undefined when there is no such folder. */
  folder(out: string, path: string): Promise<readonly RepositoryEntry[] | undefined>
  file(out: string, path: string): Promise<RepositoryFile | undefined>
  history(out: string, limit: number): Promise<readonly RepositoryCommit[]>
}
