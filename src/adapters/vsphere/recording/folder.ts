import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { problem } from '../../../model/problems/index.ts'

/** A folder that was new or empty, and what was written into it; nobody but its owner may read it. */
export class FreshFolder {
  readonly path: string
  readonly #written: string[] = []

  constructor(path: string) {
    this.path = path
  }

  /** Makes the folder when it is missing. Throws `recording-folder` when anything lies in it already. */
  static async open(name: string): Promise<FreshFolder> {
    const path = resolve(name)
    try {
      await mkdir(path, { recursive: true, mode: 0o700 })
      const found = await readdir(path)
      if (found.length > 0) throw refused(path, `it holds ${found.length} files or folders already`)
    } catch (error) {
      if (error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error)
        throw refused(path, `it cannot be used (${error.code})`, error)
      throw error
    }
    return new FreshFolder(path)
  }

  /** Writes a new file; one that somebody put there meanwhile is never written over. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.path, name), text, { mode: 0o600, flag: 'wx' })
    this.#written.push(name)
  }

  get files(): number {
    return this.#written.length
  }

  /** Takes away what was written: half a recording would be read as a smaller estate. */
  async clear(): Promise<void> {
    for (const name of this.#written) await rm(join(this.path, name), { force: true })
  }
}

function refused(folder: string, why: string, cause?: Error) {
  return problem('recording-folder', { folder, why }, cause)
}
