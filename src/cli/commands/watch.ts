import type { WatchedChange, watchedInput as InputOf } from '../../app/watch.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, type CommonOptions, progressOf } from '../session.ts'
import { styleOf, type Style } from '../terminal.ts'

/** Follows one vCenter until it is stopped; each change is a line, or a line of JSON. A stop is its ordinary end. */
export async function watchFromCommand(
  host: CliHost,
  inputs: Parameters<typeof InputOf>[0],
  options: CommonOptions,
): Promise<void> {
  const { watchedInput, watchSource } = await import('../../app/watch.ts')
  const { serverOf, watchBeside } = await import('../../app/watch-beside.ts')
  const input = watchedInput(inputs)
  const progress = progressOf(host)
  const style = styleOf(host.terminal)
  const opened = await host.open({ workspace: options.workspace, writes: true, what: 'command', progress })
  const listener = {
    state(state: { readonly state: string; readonly why?: string }) {
      const why = state.why === undefined ? '' : `: ${state.why}`
      progress.log(`${input.url.host}: ${stateWords[state.state] ?? state.state}${why}`)
    },
    changes(changes: readonly WatchedChange[]) {
      progress.clear()
      for (const change of changes)
        host.terminal.out(
          options.json === true ? `${JSON.stringify(change)}\n` : `${changeLine(change, style)}\n`,
        )
    },
  }
  try {
    const server = serverOf(opened.context)
    if (server === undefined) await watchSource(opened.context, input, listener)
    else {
      progress.log(
        `The server at ${server} watches from here on, and keeps the password in .causeway/watches.json (readable by you alone) to go on after a restart; this command only shows what it finds.`,
      )
      await watchBeside(opened.context, server, input, listener)
    }
  } catch (error) {
    if (!host.signal.aborted) throw error
  } finally {
    progress.clear()
    await opened.close()
  }
}

const stateWords: Readonly<Record<string, string>> = {
  reading: 'reading everything',
  watching: 'watching',
  waiting: 'it is away, and is waited for',
}

/** One change in one line: when, what, which object, and each field with its old and its new value. */
function changeLine({ at, change, kind, name, fields }: WatchedChange, style: Style): string {
  const what = change === 'appeared' ? '+' : change === 'vanished' ? '-' : '~'
  const shown = fields.slice(0, 6).map(({ field, old, new: now }) => `${field} ${text(old)} → ${text(now)}`)
  if (fields.length > 6) shown.push(`and ${fields.length - 6} more`)
  const details = shown.length === 0 ? change : shown.join(', ')
  return `${style.dim(at.slice(0, 19).replace('T', ' '))}  ${what} ${kind} ${style.bold(inert(name))}  ${inert(details)}`
}

function text(value: unknown): string {
  if (value === undefined) return 'unknown'
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
