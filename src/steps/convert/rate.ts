import type { Progress } from '../../lib/progress.ts'

const reportMilliseconds = 1000
const mebibyte = 1024 * 1024

/** Tells a progress how far a pass is, how fast it goes and, once a second, how long it will take. */
export class Rate {
  readonly #progress: Progress
  readonly #name: string
  readonly #total: number
  readonly #from: number
  readonly #started = performance.now()
  #reported = this.#started

  constructor(progress: Progress, name: string, total: number, from: number) {
    this.#progress = progress
    this.#name = name
    this.#total = total
    this.#from = from
  }

  /** The pass reached this many bytes of `total`. */
  reached(position: number): void {
    this.#progress.advance(position, this.#total, 'bytes')
    const now = performance.now()
    if (now - this.#reported < reportMilliseconds) return
    this.#reported = now
    this.#progress.log(
      rateSentence(
        this.#name,
        position,
        this.#total,
        (position - this.#from) / ((now - this.#started) / 1000),
      ),
    )
  }
}

/**
 * One line for people.
 *
 * ```ts
 * rateSentence('a.raw', 45 * 1024 ** 2, 90 * 1024 ** 2, 15 * 1024 ** 2) // 'a.raw: 50 % of 90 MiB, 15 MiB/s, 3 s left'
 * ```
 */
export function rateSentence(name: string, position: number, total: number, bytesPerSecond: number): string {
  const percent = total === 0 ? 100 : Math.floor((position / total) * 100)
  const left = bytesPerSecond > 0 ? `, ${timeLeft((total - position) / bytesPerSecond)} left` : ''
  const mib = (bytes: number) => `${Math.round(bytes / mebibyte).toLocaleString('en')} MiB`
  return `${name}: ${percent} % of ${mib(total)}, ${mib(bytesPerSecond)}/s${left}`
}

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 120) return `${whole} s`
  if (whole < 7200) return `${Math.ceil(whole / 60)} min`
  return `${(whole / 3600).toFixed(1)} h`
}
