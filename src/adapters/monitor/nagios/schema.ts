/** A value of an object's directive with the line that says it. */
export interface Directive {
  readonly value: string
  readonly line: number
  readonly text: string
}

/** A `define` block. */
export interface NagiosObject {
  readonly type: string
  readonly line: number
  readonly text: string
  readonly directives: ReadonlyMap<string, Directive>
}

/** Object types that are read; templates of them are resolved. */
export const knownTypes: ReadonlySet<string> = new Set([
  'host',
  'service',
  'hostgroup',
  'servicegroup',
  'contact',
  'contactgroup',
  'command',
  'timeperiod',
])
