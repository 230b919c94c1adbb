import { problem } from '../model/problems/index.ts'

const order = ['inform', 'act', 'block'] as const

/** Sets exit code 3 when a severity at or above the threshold is among those found. Throws on another word. */
export function failOn(threshold: string | undefined, found: readonly ('block' | 'act' | 'inform')[]): void {
  if (threshold === undefined) return
  const least = order.findIndex((severity) => severity === threshold)
  if (least < 0)
    throw problem('option-wrong', { option: '--fail-on', seen: threshold, expected: 'block, act or inform' })
  if (found.some((severity) => order.indexOf(severity) >= least)) process.exitCode = 3
}
