import type { Severity } from '../../model/assessment.ts'
import type { Vm } from '../../model/vm.ts'
import type { Site } from './site.ts'

/** What a rule says when it fires. `severity` only when this case weighs less or more than the rule's own. */
export interface Fires {
  readonly kind: 'fires'
  readonly text: string
  readonly evidence: string
  readonly remedy: string
  readonly severity?: Severity
}

/** The sources at hand do not say what the rule needs: never the same as "nothing to report". */
export interface Unknown {
  readonly kind: 'unknown'
  /** The missing fact, as a field of the model: `disks[].changeTracking`. */
  readonly missing: string
}

/** Answer of one rule about one VM; undefined = looked, and there is nothing to report. */
export type Verdict = Fires | Unknown | undefined

/** One concern. Each lives in a module of its own under `rules/` and is listed in `registry.ts`. */
export interface Rule {
  /** Stable id; scripts and reports rely on it. */
  readonly id: string
  /** Forklift's id of the same concern. */
  readonly alias?: string
  readonly severity: Severity
  /** A few words for lists. */
  readonly title: string
  /**
   * Facts it reads; when one is absent the answer is {@link Unknown} unless the others settle it. Devices of a kind are
   * `devices[usb]`. What a source lacks of them is told in its coverage report.
   */
  readonly needs: readonly string[]
  assess(vm: Vm, site: Site): Verdict
}

/** The rule fires. */
export function fires(text: string, evidence: string, remedy: string, severity?: Severity): Fires {
  return severity === undefined
    ? { kind: 'fires', text, evidence, remedy }
    : { kind: 'fires', text, evidence, remedy, severity }
}

const unknowns = new Map<string, Unknown>()

/** The fact `missing` is not known. The same object per fact, because a large estate asks a million times. */
export function unknown(missing: string): Unknown {
  const known = unknowns.get(missing)
  if (known) return known
  const made: Unknown = { kind: 'unknown', missing }
  unknowns.set(missing, made)
  return made
}
