/** A value that names a machine, and where it stands below the key that holds it. */
export type FoundValue = readonly [value: unknown, below: readonly (string | number)[]]

/** Keys of service discovery whose values are addresses, URLs or names of machines. */
const asking: ReadonlySet<string> = new Set(
  'server servers api_server api_servers url host identity_endpoint endpoint names proxy_url'.split(' '),
)
/** Parameters of probers that are machines. */
const probed: ReadonlySet<string> = new Set(['target', 'targets', 'host', 'hostname', 'address', 'url'])
/** Service discovery is nested four deep at most. */
const deepest = 6

/** Machines that service discovery asks: registries, API servers, names that are resolved to targets. */
export function addressesOfDiscovery(configs: unknown): readonly FoundValue[] {
  const found: FoundValue[] = []
  gather(configs, [], false, found)
  return found
}

function gather(
  value: unknown,
  below: readonly (string | number)[],
  taken: boolean,
  found: FoundValue[],
): void {
  if (below.length > deepest) return
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) gather(one, [...below, index], taken, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) gather(one, [...below, key], asking.has(key), found)
    // `http+unix` and sockets are no machine.
  } else if (taken && typeof value === 'string' && !/^(?:unix:|https?\+unix:|\/)/.test(value)) {
    found.push([value, below])
  }
}

/** `params: { target: [10.0.0.21] }`. */
export function addressesOfParams(params: unknown): readonly FoundValue[] {
  if (typeof params !== 'object' || params === null) return []
  return Object.entries(params).flatMap(([key, values]) =>
    probed.has(key) && Array.isArray(values)
      ? values.map((value, index): FoundValue => [value, [key, index]])
      : [],
  )
}

/** A literal that a rule puts in the place of an address, or that it asks an address for. */
export function addressOfRelabel(
  relabel: Readonly<Record<string, unknown>>,
): { readonly place: FoundValue; readonly what: string | undefined } | undefined {
  const { target_label: label, replacement, regex, source_labels: sources } = relabel
  if (typeof replacement === 'string' && !replacement.includes('$')) {
    if (label === '__address__') return { place: [replacement, ['replacement']], what: 'prober' }
    if (label === '__param_target') return { place: [replacement, ['replacement']], what: undefined }
  }
  if (typeof regex !== 'string' || !Array.isArray(sources) || !sources.includes('__address__'))
    return undefined
  const plain = /^\^?\(?(\d{1,3}(?:\\?\.\d{1,3}){3})(?:\)|:|\$|\(|\.\*|$)/.exec(regex)?.[1]
  return plain === undefined
    ? undefined
    : { place: [plain.replaceAll('\\', ''), ['regex']], what: 'relabel rule' }
}
