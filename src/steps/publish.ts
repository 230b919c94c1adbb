import { open, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { problem } from '../model/problems/index.ts'
import type { DiskOpener } from '../ports/disk.ts'
import { defineStep } from '../runs/index.ts'
import { manifestLines } from './convert/manifest.ts'
import { BlockLedger } from './convert/ledger.ts'
import { removeWork, replayJournal } from './convert/workspace.ts'
import { checksumResult, convertResult, digestResult } from './results.ts'

/** Which checked image is to appear, and under which names. */
export interface PublishInput {
  readonly name: string
  readonly format: 'raw' | 'qcow2'
  /** Name of the file or member that it came from. */
  readonly source: string
  readonly files: {
    readonly image: string
    readonly manifest: string
    readonly work: string
    readonly journal: string
  }
  readonly convertStep: string
  readonly digestStep: string
  readonly checksumStep: string
}

/** What came out, for the answer of `move`. */
export interface PublishResult {
  readonly artifacts: readonly {
    readonly file: string
    readonly format: string
    readonly virtualBytes: number
    readonly storedBytes: number
    readonly sha256: string
  }[]
  readonly manifest: string
}

/**
 * Lets a checked image appear: the manifest first, then the image, each by a rename. Done again it finds the image
 * under its name and changes nothing.
 */
export function publishStep(opener: DiskOpener) {
  return defineStep<PublishInput, PublishResult>({
    type: 'disk-publish',
    semantics: 'idempotent',
    async run({ input, progress, resultOf }) {
      const { image, manifest, work, journal } = input.files
      const converted = convertResult.parse(resultOf(input.convertStep))
      const checked = checksumResult.parse(resultOf(input.checksumStep))
      const source = digestResult.parse(resultOf(input.digestStep))
      progress.phase(`publishing ${input.name}`)
      if (await isThere(work)) {
        if (await isThere(image)) throw problem('move-target-exists', { file: image })
        const ledger = new BlockLedger(converted.virtualBytes, converted.grainBytes)
        const layout = opener.layout(input.format, converted.virtualBytes)
        if (!(await replayJournal(journal, converted.journalBytes, ledger, layout))) {
          throw problem('move-work-lost', { file: input.name })
        }
        await writeLines(
          `${work}.manifest`,
          manifestLines(
            {
              file: input.name,
              imageFormat: input.format,
              virtualBytes: converted.virtualBytes,
              sizeBytes: checked.sizeBytes,
              sha256: checked.sha256,
              source: {
                file: input.source,
                format: converted.sourceFormat,
                bytes: converted.inputBytes,
                sha256: source.sha256,
                checkedAgainstManifest: source.checkedAgainstManifest,
              },
            },
            ledger,
          ),
        )
        await rename(`${work}.manifest`, manifest)
        await rename(work, image)
        await syncFolder(dirname(image))
      } else if ((await sizeOf(image)) !== checked.sizeBytes) {
        throw problem('move-work-lost', { file: input.name })
      }
      await removeWork(journal)
      const { sha256, storedBytes } = checked
      return {
        artifacts: [
          { file: image, format: input.format, virtualBytes: converted.virtualBytes, storedBytes, sha256 },
        ],
        manifest,
      }
    },
  })
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    let waiting = ''
    for (const line of lines) {
      waiting += line
      if (waiting.length < 64 * 1024) continue
      await handle.appendFile(waiting)
      waiting = ''
    }
    await handle.appendFile(waiting)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

/** A rename is on disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await sizeOf(path)) !== undefined
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (status) => status.size,
    () => undefined,
  )
}
