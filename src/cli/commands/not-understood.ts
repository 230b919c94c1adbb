import type { EvidenceFileRow } from '../../contract/evidence.ts'
import { inert } from '../../lib/inert.ts'
import { count, type Style } from '../terminal.ts'

/** `12 of 15 statements understood, 4 details noted`: the same counts wherever a file is shown. */
export function understoodWords({
  statements,
  understood,
  unknown,
}: Pick<EvidenceFileRow, 'statements' | 'understood' | 'unknown'>): string {
  const noted = unknown.reduce((sum, one) => sum + (one.noted === true ? one.count : 0), 0)
  return `${understood} of ${count(statements, 'statement')} understood${noted > 0 ? `, ${count(noted, 'detail')} noted` : ''}`
}

/** What was not understood, then details of what was, each with its first line. */
export function notUnderstood(
  { unknown }: Pick<EvidenceFileRow, 'unknown'>,
  place: (line: number) => string,
  style: Style,
): readonly string[] {
  const missed = unknown.filter(({ noted }) => noted !== true)
  return [...missed, ...unknown.filter(({ noted }) => noted === true)].map(
    ({ construct, count: times, noted, example }) =>
      `${noted === true ? style.dim('noted') : style.yellow('not understood')}  ${place(example.line)}  ${inert(construct)} (${times}×)  ${style.dim(inert(example.text.trim().slice(0, 80)))}`,
  )
}
