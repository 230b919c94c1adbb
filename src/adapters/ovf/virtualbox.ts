import { attributeOf, childrenOf, type XmlElement } from '../../formats/xml/index.ts'

/** What VirtualBox adds in its own words; the standard part of its exports says nothing of these. */
export interface VirtualBoxWords {
  readonly firmware?: 'bios' | 'efi'
  readonly tpm: boolean
  /** MAC addresses of the cards that are enabled, in the order of their slots. */
  readonly macs: readonly string[]
}

/** Reads `vbox:Machine` of a system; undefined = it has none. */
export function virtualBoxWords(system: XmlElement): VirtualBoxWords | undefined {
  const machine = childrenOf(system, 'Machine').find((one) => childrenOf(one, 'Hardware').length > 0)
  const hardware = machine === undefined ? undefined : childrenOf(machine, 'Hardware')[0]
  if (hardware === undefined) return undefined
  const written = childrenOf(hardware, 'Firmware')[0]
  const type = written === undefined ? 'BIOS' : (attributeOf(written, 'type') ?? 'BIOS')
  const tpm = childrenOf(hardware, 'TrustedPlatformModule')[0]
  const cards = childrenOf(hardware, 'Network').flatMap((network) => childrenOf(network, 'Adapter'))
  return {
    firmware: /^efi/i.test(type) ? 'efi' : 'bios',
    tpm: tpm !== undefined && !/^none$/i.test(attributeOf(tpm, 'type') ?? 'none'),
    macs: cards
      .filter((card) => attributeOf(card, 'enabled') === 'true')
      .map((card) => attributeOf(card, 'MACAddress') ?? ''),
  }
}
