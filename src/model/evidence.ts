/** How precisely an artefact names an address or a name. */
export type Strength = 'exact' | 'range' | 'subnet' | 'group' | 'any' | 'name' | 'name-derived'

/** In what role an artefact names it. */
export type Role = 'source' | 'destination' | 'translated' | 'vip' | 'member' | 'target' | 'literal'

/** Kinds of artefacts. */
export type ArtefactKind =
  | 'firewall-rule'
  | 'nat-rule'
  | 'dns-record'
  | 'balancer-member'
  | 'balancer-virtual'
  | 'monitor-target'
  | 'config-literal'
  | 'document-literal'
  | 'ipam-entry'
  | 'cmdb-record'

/** Where an owner hint stands. */
export type OwnerHintBasis =
  | 'tag'
  | 'description'
  | 'comment'
  | 'label'
  | 'contact'
  | 'file-head'
  | 'zone-contact'

/** An artefact that names an address or a name. Texts are masked before they become a Reference. */
export interface Reference {
  readonly kind: ArtefactKind
  /** Device, zone, repository or document the artefact lives on. */
  readonly device: string
  readonly file: string
  readonly line: number
  /** The line as it stands, masked, at most 400 characters. */
  readonly text: string
  /** What matched, as written: `10.20.1.15`, `10.20.1.0/24`, `erp-db-01.harbour.example`. */
  readonly matched: string
  readonly strength: Strength
  readonly role: Role
  /** Name of the rule, record, pool or job, when the format has one. */
  readonly name?: string
  /** Hint for the owner that stands in the artefact itself (rule tag, zone contact, comment). */
  readonly ownerHint?: string
  /** Where the hint stands: the artefact's own tag, comment or label, the head of its file, or a zone's contact. */
  readonly ownerHintBasis?: OwnerHintBasis
  /** `tcp/1521`, `any`: services the rule is about. */
  readonly service?: string
  readonly action?: string
  /** A disabled or expired rule is kept, and said so. */
  readonly disabled?: boolean
  /** Seconds, for DNS records. */
  readonly ttlSeconds?: number
  /** Address, CIDR or `low-high` that the artefact covers, when `matched` is not that itself (a group, an object name). */
  readonly covers?: string
  /**
   * Host name, lower case, that the artefact is found under: a record's owner name, a configured host; or the hardware
   * address of a card, lower case with colons.
   */
  readonly host?: string
  /** Host name, lower case, that the artefact leads to: the target of a CNAME, PTR, SRV or MX record. */
  readonly leadsTo?: string
  /** Names between the artefact and the address, outermost first: group, member group, address object. */
  readonly path?: readonly string[]
  /** Addresses that stand before it: virtual addresses of a balancer member, the outside address of a translation. */
  readonly via?: readonly string[]
  /** Column of `matched` in the line, counted from one, for literals. */
  readonly column?: number
  /** VRF, virtual router, vsys or network view that its addresses are in, when the artefact says so. */
  readonly vrf?: string
  /** ISO 8601 date or time after which the artefact no longer works; a rule's schedule end. */
  readonly expires?: string
  /** Times the rule matched, when the export counts: 0 = never. */
  readonly hits?: number
  /** Name of the earlier rule of the same list that covers all of it: it never matches. */
  readonly shadowedBy?: string
  /** The rule that covers it does the same. */
  readonly redundant?: boolean
}

/** Who owns an address, a name, a device or a path, as a CMDB, an IPAM or an owner list says it. */
export interface OwnerRecord {
  /** An address, CIDR, host name, VM name or device name. */
  readonly subject: string
  readonly team?: string
  readonly person?: string
  readonly basis: 'cmdb' | 'ipam' | 'owner-list'
  readonly file: string
  readonly line: number
  /** Application that the record names. */
  readonly application?: string
}

/**
 * What a reader met and does not carry, counted by kind: statements that it does not understand, which together are the
 * statements less the understood ones, or `noted` details of statements that it does.
 */
export interface UnknownConstruct {
  readonly construct: string
  readonly count: number
  readonly noted?: boolean
  /** First one met, masked, at most 200 characters. */
  readonly example: { readonly line: number; readonly text: string }
}

/** An observed flow, client → server:port, summed over its window. */
export interface Flow {
  readonly client: string
  readonly server: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'other'
  readonly bytes: number
  readonly connections: number
  /** ISO 8601. */
  readonly firstSeen?: string
  readonly lastSeen?: string
  /** Days on which it was seen, when the source says. */
  readonly days?: number
}
