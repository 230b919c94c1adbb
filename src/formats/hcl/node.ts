/** A value of an HCL text and where it stands. */
export interface HclNode {
  /** Offset of its first character; of a text, that of its first sign within the quotes. */
  readonly at: number
  /**
   * A text keeps its templates (`${local.net}.5`); a reference alone is such a template (`${local.web.#0}` for
   * `local.web[0]`; what stands in brackets and must be worked out is left out). Blocks of one name are a list of objects.
   */
  readonly value: string | number | boolean | null | readonly HclNode[] | ReadonlyMap<string, HclNode>
  /** The value is what this function is given; `?` = an operator, a condition or a `for`. */
  readonly call?: string
  /** Keys of an object that are texts. */
  readonly keys?: readonly HclNode[]
  /** The object is the content of a `dynamic` block. */
  readonly dynamic?: HclDynamic
}

/** What a `dynamic` block is repeated for. */
export interface HclDynamic {
  readonly iterator: string
  readonly each: HclNode
}

/** A block at the top of a file. */
export interface HclBlock {
  readonly type: string
  readonly labels: readonly string[]
  readonly at: number
  /** Reads its body, anew whenever it is asked: a large file keeps where its blocks stand, and no more. */
  readonly read: () => HclNode
}

/** What could be read of a file, and where something was skipped. */
export interface HclRead {
  readonly blocks: readonly HclBlock[]
  /** Attributes outside of blocks, as in files of variables. */
  readonly attributes: ReadonlyMap<string, HclNode>
  readonly skipped: readonly { readonly what: string; readonly at: number }[]
}
