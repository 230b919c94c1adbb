import { type StewardshipField, stewardshipField } from '../../model/stewardship.ts'

/** What a column of an overlay is for: it names the VM, or says something of it. */
export type OverlayColumn =
  | { readonly kind: 'key'; readonly key: KeyKind }
  | { readonly kind: 'fact'; readonly field: StewardshipField }
  | { readonly kind: 'unknown' }

/** By what a row names its VM, strongest first. */
export type KeyKind = 'uuid' | 'name' | 'dns' | 'address'

/** The kinds of keys, strongest first. */
export const keyKinds: readonly KeyKind[] = ['uuid', 'name', 'dns', 'address']

const keys: Readonly<Record<KeyKind, readonly string[]>> = {
  uuid: ['uuid', 'vmuuid', 'instanceuuid', 'smbiosuuid', 'biosuuid', 'vmid'],
  name: [
    'vm',
    'vmname',
    'name',
    'virtualmachine',
    'machine',
    'machinename',
    'server',
    'servername',
    'ci',
    'ciname',
    'asset',
    'assetname',
    'configurationitem',
    'displayname',
  ],
  dns: ['dns', 'dnsname', 'fqdn', 'hostname', 'host', 'hostfqdn'],
  address: [
    'ip',
    'ips',
    'ipaddress',
    'ipaddresses',
    'address',
    'primaryip',
    'primaryipaddress',
    'ipv4',
    'ipv4address',
  ],
}

/** What each header means; case, spaces and signs do not count. The first column of a kind of key is the key. */
export function overlayColumns(headers: readonly string[]): readonly OverlayColumn[] {
  const taken = new Set<string>()
  return headers.map((header) => {
    const plain = header.toLowerCase().replace(/[^a-z0-9]/g, '')
    const key = keyKinds.find((kind) => keys[kind].includes(plain))
    const field = key === undefined ? stewardshipField(header) : undefined
    const name = key ?? field
    if (name === undefined || taken.has(name)) return { kind: 'unknown' }
    taken.add(name)
    return key === undefined && field !== undefined
      ? { kind: 'fact', field }
      : key === undefined
        ? { kind: 'unknown' }
        : { kind: 'key', key }
  })
}
