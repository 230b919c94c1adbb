/** A virtual network card. */
export interface Nic {
  readonly key?: number
  /** `Network adapter 1`. */
  readonly label: string
  /** `vmxnet3`, `e1000`, `e1000e`, `pcnet32`, `vmxnet2`, `sriov`, as vSphere calls it, lower case. */
  readonly adapter?: string
  /** Lower case with colons. */
  readonly mac?: string
  readonly macAssignment?: 'assigned' | 'generated' | 'manual'
  /** Port group or segment name. */
  readonly network?: string
  /** Key of the network within its source, such as a dvPortgroup moref. */
  readonly networkKey?: string
  readonly switch?: string
  readonly connected?: boolean
  readonly startConnected?: boolean
  /** Guest addresses without prefix length, IPv4 first. */
  readonly addresses?: readonly string[]
  /** Same addresses with prefix length and origin, where the source knows it. */
  readonly addressDetails?: readonly GuestAddress[]
  readonly gateway?: string
  readonly pciSlot?: number
  readonly directPath?: boolean
  readonly wakeOnLan?: boolean
}

/** One address of a guest interface. */
export interface GuestAddress {
  readonly address: string
  readonly prefix?: number
  readonly origin?: 'manual' | 'dhcp' | 'linklayer' | 'random' | 'other'
}
