/** A physical network card of a host. */
export interface PhysicalNic {
  readonly name: string
  readonly speedMbps?: number
  readonly switch?: string
  readonly driver?: string
  /** Lower case with colons. */
  readonly mac?: string
  readonly fullDuplex?: boolean
  /** Port of the distributed switch that it fills. */
  readonly uplink?: string
  readonly pci?: string
}

/** A host's own address: VMkernel or service console. */
export interface KernelNic {
  /** `vmk0`. */
  readonly device: string
  readonly portGroup?: string
  readonly mac?: string
  readonly dhcp?: boolean
  readonly addresses?: readonly string[]
  readonly netmask?: string
  readonly gateways?: readonly string[]
  readonly mtu?: number
}

/** A host bus adapter; its world-wide name stands in the zones of the storage network. */
export interface StorageAdapter {
  /** `vmhba0`. */
  readonly device: string
  readonly type?: string
  readonly status?: string
  readonly driver?: string
  readonly model?: string
  readonly wwn?: string
  readonly pci?: string
}
