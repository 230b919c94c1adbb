import { inert } from '../../lib/inert.ts'
import type { Published, PublishedFile, Publisher } from '../../ports/publisher.ts'
import { openRepository } from './folder.ts'
import { commitGenerated, differenceOf, type Signature } from './import.ts'
import { mergeGenerated } from './merge.ts'
import { authorOf } from './run.ts'

export { gitReader } from './read.ts'

// The date of commits when nobody gives a clock, so that the same input gives the same commit.
const noClock = '2000-01-01T00:00:00Z'

/**
 * Publishes into a Git repository: what was generated goes to the branch `generated`, which is merged three-way into the
 * branch that is checked out. A run that changes nothing commits nothing. `now` dates the commits.
 */
export function gitPublisher(options: { readonly now?: () => string } = {}): Publisher {
  return {
    async publish(out: string, files: readonly PublishedFile[], message: string): Promise<Published> {
      const repository = await openRepository(out)
      const difference = await differenceOf(repository, files)
      const changed = difference.written.length + difference.removed.length
      const signature: Signature = {
        ...(await authorOf(repository.out)),
        seconds: Math.floor(Date.parse(options.now?.() ?? noClock) / 1000),
      }
      const text = harmless(message)
      const tip =
        changed === 0 ? repository.tip : await commitGenerated(repository, difference, text, signature)
      if (tip === undefined) return { commit: undefined, changed: 0, conflicts: [] }
      const { head, conflicts } = await mergeGenerated(repository, tip, text, signature)
      return { commit: head === repository.head ? undefined : head, changed, conflicts }
    },
  }
}

/** A message whose lines can be neither trailers of ours nor anything that a terminal obeys. */
function harmless(message: string): string {
  return message
    .split('\n')
    .map((line) =>
      inert(line)
        .replace(/^Causeway-/, 'causeway-')
        .slice(0, 200),
    )
    .join('\n')
    .trim()
}
