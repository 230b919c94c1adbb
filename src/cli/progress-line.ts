import type { Progress } from '../lib/progress.ts'
import { inert } from '../lib/inert.ts'
import type { Terminal } from './terminal.ts'

/** Progress for people on stderr. */
export interface ProgressLine extends Progress {
  /** Wipes the line; call it before other output and at the end. */
  clear(): void
}

/** Nothing is shown of work that ends within this time. */
const quietMilliseconds = 700
const redrawMilliseconds = 120

/** One line that redraws itself on a live terminal; on a pipe, one plain line per phase that takes over two seconds. */
export function progressLine(terminal: Terminal, signal: AbortSignal): ProgressLine {
  const started = performance.now()
  let phase = ''
  let phaseStarted = started
  let drawn = false
  let last = 0
  let told = ''

  const draw = (rest: string) => {
    const now = performance.now()
    if (now - started < quietMilliseconds) return
    if (!terminal.live) {
      if (told !== phase && now - phaseStarted > 2000) {
        told = phase
        terminal.err(`${inert(phase)} …\n`)
      }
      return
    }
    if (now - last < redrawMilliseconds) return
    last = now
    drawn = true
    terminal.err(`\r\u001b[2K${`${inert(phase)}${rest}`.slice(0, terminal.columns - 1)}`)
  }
  return {
    signal,
    phase(name) {
      phase = name
      phaseStarted = performance.now()
      draw(' …')
    },
    advance(done, total, unit = '') {
      draw(measure(done, total, unit, (performance.now() - phaseStarted) / 1000))
    },
    log(sentence) {
      if (drawn) terminal.err('\r\u001b[2K')
      drawn = false
      terminal.err(`${inert(sentence)}\n`)
    },
    clear() {
      if (drawn) terminal.err('\r\u001b[2K')
      drawn = false
    },
  }
}

function measure(done: number, total: number | undefined, unit: string, seconds: number): string {
  const bytes = unit === 'bytes'
  const show = (value: number) =>
    bytes ? `${(value / 1_048_576).toFixed(0)} MiB` : value.toLocaleString('en')
  const rate = seconds > 0.5 ? done / seconds : 0
  const parts = [total === undefined ? ` ${show(done)}` : ` ${show(done)} of ${show(total)}`]
  if (!bytes && unit !== '') parts.push(` ${unit}`)
  if (rate > 0) parts.push(`, ${show(rate)}/s`)
  if (rate > 0 && total !== undefined && total > done)
    parts.push(`, ${Math.ceil((total - done) / rate)} s left`)
  return parts.join('')
}
