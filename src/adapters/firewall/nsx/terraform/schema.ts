import type { HclNode } from '../../../../formats/hcl/index.ts'

/** Where a resource, or a source of data, stands in configuration or state. */
export interface TfPlace {
  readonly type: string
  readonly name: string
  readonly data: boolean
  readonly at: number
  /** Reads what it says; a large file does not keep it. */
  readonly read: () => HclNode
}

/** A resource with what it says. */
export interface TfResource extends TfPlace {
  readonly body: HclNode
}

/** What was read of a file, whatever its form. */
export interface TfFile {
  readonly resources: readonly TfPlace[]
  readonly locals: ReadonlyMap<string, HclNode>
  readonly variables: ReadonlyMap<string, HclNode>
  /** Everything whose addresses are kept as literals where no rule carries them. */
  readonly texts: Iterable<HclNode>
  /** Blocks that are neither. */
  readonly others: readonly { readonly type: string; readonly at: number }[]
  readonly skipped: readonly { readonly what: string; readonly at: number }[]
  /** Offset behind which JSON is damaged. */
  readonly brokenAt?: number | undefined
}

/** What a `for_each` repeats: the element at hand, or all of them. */
export type Scope = ReadonlyMap<
  string,
  readonly { readonly key: string | undefined; readonly value: HclNode }[]
>

/** What kind of NSX object a resource is; the provider has three families of names. */
export function kindOf(type: string): string | undefined {
  const found = /^nsxt_(?:policy_|vpc_)?([a-z0-9_]{1,80})$/.exec(type)
  return found?.[1]
}

/** The path of a resource whose real one only the manager knows. */
export function pathOfAddress(type: string, name: string): string {
  let folder = folders.get(type)
  if (folder === undefined) {
    folder = folderOf(kindOf(type) ?? '')
    if (folders.size < mostRemembered) folders.set(type, folder)
  }
  return `/${folder}/${type}.${name}`
}

/** Types whose folder is worked out once only: every resource and every reference to one has one. */
const mostRemembered = 1000
const folders = new Map<string, string>()

function folderOf(kind: string): string {
  if (kind === 'service' || /(?:^|_)ns_service(?:_group)?$/.test(kind)) return 'services'
  return /group$|^ip_set$/.test(kind) ? 'groups' : 'objects'
}

/** Kinds of resources that are turned into rules, groups, services, pools. */
export const policyKinds: ReadonlySet<string> = new Set([
  'security_policy',
  'gateway_policy',
  'parent_security_policy',
  'parent_gateway_policy',
  'predefined_security_policy',
  'predefined_gateway_policy',
])

/** A text of the NSX reader that is a note, not a member. */
export const lostValue = '?value that is not in the file'
/** The same for an expression. */
export const lostExpression = '?expression that is not worked out'
