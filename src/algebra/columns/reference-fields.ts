import { type AddressSpan, everyAddress, parseSpan } from '../../lib/ip.ts'
import type { ArtefactKind, OwnerHintBasis, Reference, Role, Strength } from '../../model/evidence.ts'

/**
 * How the rows of a chunk are found: `address` single addresses, `span` ranges, subnets and any, `name` host names.
 * A reference that has both an address and a name stands in two chunks.
 */
export type ReferenceOrder = 'address' | 'span' | 'name'

/** Orders by their number in a chunk. */
export const orders: readonly ReferenceOrder[] = ['address', 'span', 'name']
/** Strengths by their number. */
export const strengths: readonly Strength[] = [
  'exact',
  'range',
  'subnet',
  'group',
  'any',
  'name',
  'name-derived',
]
/** Roles by their number. */
export const roles: readonly Role[] = [
  'source',
  'destination',
  'translated',
  'vip',
  'member',
  'target',
  'literal',
]
/** Kinds of artefacts by their number. */
export const kinds: readonly ArtefactKind[] = [
  'firewall-rule',
  'nat-rule',
  'dns-record',
  'balancer-member',
  'balancer-virtual',
  'monitor-target',
  'config-literal',
  'document-literal',
  'ipam-entry',
  'cmdb-record',
]
/** Bases of owner hints by their number. */
export const bases: readonly (OwnerHintBasis | undefined)[] = [
  undefined,
  'tag',
  'description',
  'comment',
  'label',
  'contact',
  'file-head',
  'zone-contact',
]
/** Fields that are texts, a column of text numbers each. */
export const texts = [
  'device',
  'file',
  'text',
  'matched',
  'name',
  'ownerHint',
  'service',
  'action',
  'covers',
  'host',
  'leadsTo',
  'vrf',
  'expires',
  'shadowedBy',
] as const
/** Fields that are lists of texts, kept as JSON. */
export const lists = ['path', 'via'] as const
/** Flag of a disabled rule. */
export const disabledFlag = 1
/** Flag of a rule that does what the one that covers it does. */
export const redundantFlag = 2

/** The addresses that a reference covers; undefined when it goes by name only. */
export function spanOf(
  reference: Pick<Reference, 'covers' | 'matched' | 'strength'>,
): AddressSpan | undefined {
  if (reference.strength === 'any') return everyAddress
  return parseSpan(reference.covers ?? reference.matched)
}

/** The host name that a reference is found under, lower case without a final dot. */
export function nameOf(reference: Pick<Reference, 'host' | 'matched' | 'strength'>): string | undefined {
  if (reference.host !== undefined) return reference.host
  return reference.strength === 'name' || reference.strength === 'name-derived'
    ? reference.matched.toLowerCase().replace(/\.$/, '')
    : undefined
}
