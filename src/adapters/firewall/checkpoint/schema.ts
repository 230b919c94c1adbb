import type { JsonNode } from '../../../formats/json/index.ts'
import type { Named } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'

/** Marks a member that stands for a note: why an object names nothing here. */
export const noteMark = '?'

/** One column of a rule: the objects it lists, by the labels of {@link Objects}, and where the column stands. */
export interface Side {
  readonly members: readonly string[]
  /** Addresses where the column is shown as ranges. */
  readonly ranges: readonly Named[]
  readonly at: number
  readonly negated: boolean
}

/** A rule of an access layer or of a translation policy. */
export interface CheckPointRule {
  readonly kind: 'firewall-rule' | 'nat-rule'
  readonly at: number
  /** Access layer or policy, with its place in it: `Network 12 Allow web`. */
  readonly name: string
  readonly layer: string
  readonly number: number | undefined
  readonly source: Side
  readonly destination: Side
  /** What source and destination are translated to. */
  readonly translatedSource?: Side
  readonly translatedDestination?: Side
  readonly service: Side
  readonly action: string | undefined
  readonly disabled: boolean
  readonly expires: string | undefined
  readonly hits: number | undefined
  readonly owner: string | undefined
  /** Gateways that it is installed on; none = all of the policy. */
  readonly gateways: readonly string[]
  /** Objects that a rule translates which the management has made of their settings. */
  readonly automatic: readonly string[]
  /** It asks for more than sides and services: time, content, VPN, or it goes on in another layer. */
  readonly narrowed: boolean
}

/** Objects of a file by label: the name, with the beginning of the uid where two share a name. */
export interface Objects {
  /** The label of what a column or a group lists: a uid, a name, or the object itself. */
  labelOf(node: JsonNode): string
  /** Labels of all objects. */
  labels(): Iterable<string>
  /** A label for what an object is translated to by its own settings. */
  outsideOf(label: string): string
  typeOf(label: string): string
  nodeOf(label: string): JsonNode | undefined
  /** What an object names, each with its own label: a machine may have an address of each family. */
  membersOf(label: string): readonly Member[] | undefined
}

/** Types of machines: their own addresses stand in the object itself. */
export const machineTypes =
  /^(?:host|checkpoint-host|simple-gateway|simple-cluster|CpmiGatewayCluster|CpmiGatewayPlain|CpmiHostCkp|CpmiVsClusterNetobj|CpmiVsNetobj|CpmiClusterMember|cluster-member|lsv-profile|interoperable-device|CpmiHostPlain|CpmiLogicalServer)$/

/** Objects that only the management or the gateway resolves. */
export const resolvedElsewhere: ReadonlyMap<string, string> = new Map([
  ['access-role', 'access role'],
  ['security-zone', 'security zone'],
  ['dynamic-object', 'dynamic object'],
  ['updatable-object', 'updatable object'],
  ['dynamic-global-network-object', 'global object that a domain fills'],
  ['Internet', 'Internet'],
  ['data-center-object', 'object of a data centre'],
  ['data-center-query', 'object of a data centre'],
  ['network-feed', 'network feed'],
  ['external-domain', 'object of another domain'],
])
