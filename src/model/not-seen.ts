/** Something that a source has, or may have, and did not show in this read. */
export interface NotSeen {
  /** `tags`, `storage policies`, `config.extraConfig of 12 VirtualMachine`. */
  readonly what: string
  readonly why: string
  /** Privileges that are missing to see it, where the server says. */
  readonly privileges?: readonly string[]
  /** Objects that hide it; absent where a whole list is missing. */
  readonly objects?: number
  /** What that leaves open. */
  readonly so?: string
}

/** The same in one sentence. */
export function notSeenText({ what, why, privileges = [], so }: NotSeen): string {
  const missing = privileges.length === 0 ? '' : `; missing: ${privileges.join(', ')}`
  return `${what}: ${why}${missing}${so === undefined ? '' : `; ${so}`}`
}
