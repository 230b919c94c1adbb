/** A raw file that waits to be read. */
export interface EvidenceOrder {
  readonly name: string
  /** SHA-256 in the raw store. */
  readonly hash: string
  readonly kind: string
  readonly confidence: number
  readonly bytes: number
}
