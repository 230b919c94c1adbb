/** Front matter and body of a document. */
export interface MarkdownDocument {
  readonly title?: string
  /** `owner:` of the front matter. */
  readonly owner?: string
}
