import { fraction, hash, uuid } from './random.ts'

/** How the content of a disk is kept; each has the id of its changes in a class of its own. */
export const backings = [
  'VirtualDiskFlatVer2BackingInfo',
  'VirtualDiskSeSparseBackingInfo',
  'VirtualDiskSparseVer2BackingInfo',
  'VirtualDiskRawDiskMappingVer1BackingInfo',
  'VirtualDiskRawDiskVer2BackingInfo',
] as const

/** One disk of a machine. */
export interface DiskTraits {
  readonly key: number
  readonly unit: number
  readonly bytes: number
  readonly backing: (typeof backings)[number]
  readonly file: string
  readonly uuid: string
}

const gib = 1024 ** 3
const sizesGib = [40, 60, 100, 200, 16]
const systems = [
  ['rhel8_64Guest', 'Red Hat Enterprise Linux 8 (64-bit)', 'linuxGuest'],
  ['windows2019srv_64Guest', 'Microsoft Windows Server 2019 (64-bit)', 'windowsGuest'],
  ['ubuntu64Guest', 'Ubuntu Linux (64-bit)', 'linuxGuest'],
  ['sles15_64Guest', 'SUSE Linux Enterprise 15 (64-bit)', 'linuxGuest'],
  ['windows9Server64Guest', 'Microsoft Windows Server 2016 (64-bit)', 'windowsGuest'],
  ['centos7_64Guest', 'CentOS 7 (64-bit)', 'linuxGuest'],
] as const
const roles = ['web', 'app', 'db', 'mq', 'cache', 'batch', 'file', 'idm'] as const
const systemsOf = ['erp', 'shop', 'crm', 'bi', 'mes', 'portal', 'hr'] as const
/** Names that people do give, and that break what is not careful. */
const oddNames = ['Kasse 3 <alt> & neu', 'prod%2ftest', 'Größe-µ', '=cmd()', 'yes', 'überlanger'.repeat(7)]

/** What a machine is, from its number alone: the same for the same seed, and nothing is kept. */
export interface Traits {
  readonly n: number
  readonly seed: number
  readonly name: string
  readonly uuid: string
  readonly instanceUuid: string
  readonly template: boolean
  readonly on: boolean
  readonly cpus: number
  readonly memoryMib: number
  readonly system: (typeof systems)[number]
  readonly efi: boolean
  readonly nics: number
  readonly disks: readonly DiskTraits[]
  readonly tools: boolean
  readonly cbt: boolean
  readonly hardware: string
  readonly snapshots: number
  readonly service: boolean
  readonly tpm: boolean
  readonly gpu: boolean
}

/** The traits of machine `n`; the datastore's name goes into the names of its files. */
export function traitsOf(seed: number, n: number, datastore: string): Traits {
  const mixed = hash(seed, n)
  const pick = <T>(list: readonly T[], part: number): T => {
    const found = list[hash(seed, n, part) % list.length]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const template = n % 50 === 7
  const service = n % 1000 === 999
  const odd = n % 100 === 42 ? oddNames[Math.floor(n / 100) % oddNames.length] : undefined
  const plain = `${pick(systemsOf, 1)}-${pick(roles, 2)}-${String(n + 1).padStart(5, '0')}`
  const name = service ? `vCLS-${uuid(seed, n, 9)}` : (odd ?? (template ? `tpl-${plain}` : plain))
  const count = n % 20 === 11 ? 3 : 1 + (n % 3)
  return {
    n,
    seed,
    name,
    uuid: uuid(seed, n, 1),
    instanceUuid: uuid(seed, n, 2),
    template,
    on: !template && n % 8 !== 5,
    cpus: pick([1, 2, 2, 4, 4, 8, 16], 3),
    memoryMib: pick([2048, 4096, 8192, 8192, 16_384, 32_768], 4),
    system: pick(systems, 5),
    efi: mixed % 3 !== 0,
    nics: n % 5 === 0 ? 2 : 1,
    disks: Array.from({ length: count }, (_, unit) =>
      disk(seed, n, unit, `[${datastore}] ${plain}/${plain}`),
    ),
    tools: n % 11 !== 4,
    cbt: n % 7 !== 6,
    hardware: pick(['vmx-13', 'vmx-15', 'vmx-19', 'vmx-19', 'vmx-20', 'vmx-21'], 6),
    snapshots: n % 10 === 3 ? 1 + (n % 3) : 0,
    service,
    tpm: n % 200 === 51,
    gpu: n % 500 === 77,
  }
}

function disk(seed: number, n: number, unit: number, path: string): DiskTraits {
  // Most disks are plain files; every other class has its disks too.
  const other = n % 20 === 11 ? 1 + (Math.floor(n / 20) % (backings.length - 1)) : 0
  return {
    key: 2000 + unit,
    unit: unit > 6 ? unit + 1 : unit,
    bytes: (sizesGib[hash(seed, n, 7, unit) % sizesGib.length] ?? 40) * gib,
    backing: backings[unit === 0 ? 0 : other] ?? backings[0],
    file: `${path}${unit === 0 ? '' : `_${unit}`}.vmdk`,
    uuid: `6000C29${uuid(seed, n, 8, unit).slice(7)}`,
  }
}

/** A private address of card `card` of machine `n`. */
export function addressOf(n: number, card: number): string {
  return `10.${(20 + card * 64 + (n >> 16)) & 255}.${(n >> 8) & 255}.${1 + (n % 254)}`
}

/** A MAC address in the range that vCenter gives out. */
export function macOf(n: number, card: number): string {
  const digits = (n * 10 + card).toString(16).padStart(6, '0').slice(-6)
  return `00:50:56:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4)}`
}

/** How busy a machine is on average, from 0 to 1; most are idle. */
export function loadOf(seed: number, n: number): number {
  return fraction(seed, n, 31) ** 3
}
