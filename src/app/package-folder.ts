import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { FormatError } from '../lib/format-error.ts'
import type { Progress } from '../lib/progress.ts'
import type { Observation, Rejected } from '../model/observation.ts'
import { Problem } from '../model/problems/index.ts'
import type { SourceReading } from '../ports/source-reader.ts'
import { sourceIdOf } from '../store/index.ts'
import { checkCounts } from './check-counts.ts'
import { JoinedCoverage, SaidBy } from './join-reports.ts'
import { type Folder, reasonOf } from './list-folder.ts'
import { memberObservation, Twins } from './package-member.ts'
import { labelOf, type Part, type SortedFolder } from './sort-folder.ts'
import type { Workspace } from './workspace.ts'

/** A folder of packages on its way into the store. */
export interface PackageFolder extends SourceReading {
  /** Ids under which its packages would be sources of their own; complete once the observations are consumed. */
  readonly alone: ReadonlySet<string>
}

/**
 * What tells one folder from another: its place, below the workspace where it lies in there, so that a workspace that
 * is moved with its folders knows them again. Hashed, since places of this machine are nobody's business.
 */
export function folderKey({ path }: Folder, workspace: Pick<Workspace, 'folder'>): string {
  const place = realpathSync(path)
  const below = relative(realpathSync(workspace.folder), place)
  const within = !below.startsWith('..') && !isAbsolute(below)
  return `folder:${createHash('sha256')
    .update(within ? `./${below}` : place)
    .digest('hex')}`
}

/** All packages of a folder as one source. A package that cannot be read is rejected, and the others are read on. */
export function packageFolder(
  input: Folder,
  sorted: SortedFolder,
  key: string,
  progress: Progress,
): PackageFolder {
  const rejected: Rejected[] = sorted.rejected.map(({ file, why }) => ({ where: { file }, why }))
  const unread = [...sorted.unread, ...sorted.rejected.map(({ file }) => file)]
  const [unknown, missing, decided] = [new SaidBy(), new SaidBy(), [] as string[]]
  const coverage = new JoinedCoverage()
  const twins = new Twins()
  const first = new Map<string, string>()
  const alone = new Set<string>()
  const counts = { read: 0, copies: 0, kept: 0, merged: 0 }
  const all = sorted.packages.length

  async function* observations(): AsyncGenerator<Observation> {
    for (const [index, part] of sorted.packages.entries()) {
      progress.signal.throwIfAborted()
      const file = part.input.kind === 'endpoint' ? '' : part.input.name
      progress.phase(`reading ${file} (${index + 1} of ${all})`)
      try {
        for (const one of await readMember(part, progress)) {
          const { description, report } = one
          alone.add(sourceIdOf(description))
          const earlier = first.get(description.key)
          if (earlier !== undefined) {
            counts.copies++
            counts.merged += report.kept + report.merged
            decided.push(
              `${file} describes the same as ${earlier}, word for word: its machines are counted once`,
            )
            continue
          }
          first.set(description.key, file)
          counts.read++
          counts.kept += report.kept
          counts.merged += report.merged
          rejected.push(...report.rejected)
          unknown.add(file, report.unknown)
          missing.add(file, report.missing)
          coverage.add(report.coverage)
          for (const seen of one.observations) {
            const { observation, remark } = memberObservation(seen, key)
            if (remark !== undefined) unknown.add(file, [remark])
            twins.add(observation)
            yield observation
          }
        }
      } catch (error) {
        if (progress.signal.aborted) throw error
        unread.push(file)
        const told = error instanceof Problem || error instanceof FormatError
        rejected.push({ where: { file }, why: told ? error.message : reasonOf(error) })
      }
    }
  }

  return {
    description: { key, reader: 'packages', label: labelOf(input), rank: 20 },
    observations: observations(),
    alone,
    report: () => ({
      seen: counts.kept + counts.merged + rejected.length,
      kept: counts.kept,
      merged: counts.merged,
      rejected,
      unknown: unknown.lines(counts.read),
      missing: missing.lines(counts.read),
      decided: [...decided, ...twins.lines()],
      coverage: coverage.coverage(),
      packages: {
        files: all + sorted.rejected.length,
        read: counts.read,
        copies: counts.copies,
        rejected: all + sorted.rejected.length - counts.read - counts.copies,
        belonging: sorted.belonging,
      },
      unread,
    }),
  }
}

/** One package, read to its end before any of it counts: half a package is none. */
async function readMember({ reader, input }: Part, progress: Progress) {
  const read = []
  for await (const { description, observations, report } of reader.read(input, progress)) {
    const seen: Observation[] = []
    for await (const observation of observations) seen.push(observation)
    const told = report()
    checkCounts(description, told)
    read.push({ description, observations: seen, report: told })
  }
  // An earlier read may have found one in it: to say nothing would lose it.
  if (read.every(({ report }) => report.seen === 0))
    throw new FormatError('the package', { seen: 'no machine', expected: 'at least one' })
  return read
}
