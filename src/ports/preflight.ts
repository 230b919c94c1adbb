import type { Progress } from '../lib/progress.ts'
import type { AccessList, EntityKind } from '../model/access.ts'
import type { SourceInput } from './source-reader.ts'

/** Which privileges matter, on objects of which kind, and on how many of them at most each is asked for. */
export interface PreflightQuestion {
  readonly privileges: Readonly<Record<EntityKind, readonly string[]>>
  readonly mostObjects: number
}

/** What a vCenter, or a single host, tells before anything is read of it. */
export interface PreflightFacts {
  readonly host: string
  readonly user: string
  /** Host and port of the proxy on the way. */
  readonly proxy?: string
  readonly about: PreflightAbout
  readonly clock: PreflightClock
  /** Absent over plain http. */
  readonly certificate?: PreflightCertificate
  readonly sessions: PreflightSessions
  readonly tags: PreflightTags
  readonly access: AccessList
  readonly checks: readonly PreflightCheck[]
  /** Privileges that were to be asked for, and that this server does not know. */
  readonly unknownPrivileges: readonly string[]
  /** The method that answered; absent when this server can be asked in no way. */
  readonly askedWith?: string
}

/** What the server says of itself. */
export interface PreflightAbout {
  readonly product?: string
  readonly version?: string
  readonly build?: string
  readonly apiVersion?: string
  /** `VirtualCenter` or `HostAgent`. */
  readonly apiType?: string
  readonly instanceUuid?: string
}

/** Its clock against ours. */
export interface PreflightClock {
  readonly theirs: string
  /** Positive when it is ahead of ours. */
  readonly aheadMilliseconds: number
  /** The difference is known this well: half of the time that the question took. */
  readonly within: number
}

/** The certificate that it shows. */
export interface PreflightCertificate {
  readonly pinned: boolean
  /** SHA-256, 64 lower-case hex digits. */
  readonly fingerprint: string
  readonly subject: string
  readonly issuer: string
  /** DNS names and addresses that it was made for. */
  readonly names: readonly string[]
  readonly validFrom: string
  readonly validTo: string
  /** Whether it names the host that was asked for. */
  readonly namesHost: boolean
  /** Why this machine would not trust it without the pin, in words; absent = verified. */
  readonly doubt?: string
}

/** Who is logged in, as far as the user may see it. */
export interface PreflightSessions {
  readonly open?: number
  /** Sessions of the same user, this one among them. */
  readonly own?: number
  /** The privilege that is missing to see them. */
  readonly missing?: string
}

/** Tags stand in another interface, which decides for itself who sees them. */
export type PreflightTags =
  | { readonly read: true; readonly path: string; readonly tags: number; readonly categories: number }
  | { readonly read: false; readonly why: string }

/** What is held on the objects of one kind. */
export interface PreflightCheck {
  readonly kind: EntityKind
  /** Objects of the kind that the user's view lists. */
  readonly there: number
  readonly asked: number
  readonly unanswered: number
  /** Whether only some of them were asked for, evenly spread. */
  readonly sampled: boolean
  readonly lacks: readonly PreflightLack[]
}

/** A privilege that is missing on some objects. */
export interface PreflightLack {
  readonly privilege: string
  readonly count: number
  readonly examples: readonly { readonly id: string; readonly name?: string }[]
}

/** Asks a vCenter what it is and what its user may do there; changes nothing. Throws Problems. */
export type Preflight = (
  input: Extract<SourceInput, { readonly kind: 'endpoint' }>,
  question: PreflightQuestion,
  progress: Progress,
) => Promise<PreflightFacts>
