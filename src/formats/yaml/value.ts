/** What the emitter can write: JSON values. A property that is `undefined` is left out. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | YamlMap

/** A mapping; keys are written in the order in which the object gives them. */
export interface YamlMap {
  readonly [key: string]: YamlValue | undefined
}
