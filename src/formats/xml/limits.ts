/** What a document may ask of us before it is refused. All counts are per document. */
export interface XmlLimits {
  /** Elements within elements. */
  readonly maxDepth: number
  /** Elements in all. */
  readonly maxElements: number
  /** Attributes of one element. */
  readonly maxAttributes: number
  /** Bytes of one tag with its attributes, of one processing instruction, or of one entity. */
  readonly maxMarkupChars: number
  /** Bytes of text that belong directly to one element. */
  readonly maxTextChars: number
}

/** Limits for descriptors and answers that are kept whole: far above any real OVF descriptor or vCenter object. */
export const defaultXmlLimits: XmlLimits = {
  maxDepth: 100,
  maxElements: 1_000_000,
  maxAttributes: 100,
  maxMarkupChars: 64 * 1024,
  maxTextChars: 4 * 1024 * 1024,
}
