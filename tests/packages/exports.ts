import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeStreamOptimized } from '../../src/adapters/vmdk/index.ts'
import { writeTar } from '../../src/formats/tar/write.ts'

const mib = 1024 * 1024
const home = 'src/adapters/vmx/recordings/quay-scale-01'

/** A descriptor as vSphere exports it, of one machine with one disk. */
export function descriptorOf(name: string, disk = `${name}-disk1.vmdk`): string {
  return `<?xml version="1.0"?>
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1" xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData">
  <References><File ovf:id="file1" ovf:href="${disk}"/></References>
  <DiskSection><Disk ovf:diskId="vmdisk1" ovf:fileRef="file1" ovf:capacity="${mib}" ovf:format="http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized"/></DiskSection>
  <NetworkSection><Network ovf:name="quay-lan"/></NetworkSection>
  <VirtualSystem ovf:id="${name}"><Name>${name}</Name>
    <VirtualHardwareSection>
      <Item><rasd:InstanceID>1</rasd:InstanceID><rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>2</rasd:VirtualQuantity></Item>
      <Item><rasd:InstanceID>2</rasd:InstanceID><rasd:ResourceType>4</rasd:ResourceType><rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits><rasd:VirtualQuantity>4096</rasd:VirtualQuantity></Item>
      <Item><rasd:InstanceID>3</rasd:InstanceID><rasd:ResourceType>6</rasd:ResourceType><rasd:Address>0</rasd:Address></Item>
      <Item><rasd:InstanceID>4</rasd:InstanceID><rasd:Parent>3</rasd:Parent><rasd:AddressOnParent>0</rasd:AddressOnParent><rasd:ResourceType>17</rasd:ResourceType><rasd:HostResource>ovf:/disk/vmdisk1</rasd:HostResource></Item>
    </VirtualHardwareSection>
  </VirtualSystem>
</Envelope>`
}

/** A disk of one MiB in the form that vSphere exports. */
export function diskBytes(name: string): Buffer {
  const grain = (at: number, length: number) =>
    at === 0 ? Buffer.alloc(length, `${name} was here; `) : undefined
  return Buffer.concat([...writeStreamOptimized({ virtualBytes: mib, grain }, { file: `${name}.vmdk` })])
}

/** A configuration as ESX writes it, without a disk. */
export function configurationOf(name: string, more: Readonly<Record<string, string>> = {}): string {
  const settings = {
    'config.version': '8',
    'virtualHW.version': '19',
    displayName: name,
    memSize: '2048',
    ...more,
  }
  return Object.entries(settings)
    .map(([key, value]) => `${key} = "${value}"\n`)
    .join('')
}

/** An OVF with its disk and its manifest. */
export function writeOvf(folder: string, name: string, descriptor = descriptorOf(name)): void {
  const disk = diskBytes(name)
  write(folder, `${name}.ovf`, descriptor)
  write(folder, `${name}-disk1.vmdk`, disk)
  const line = (file: string, bytes: string | Buffer) =>
    `SHA256(${file})= ${createHash('sha256').update(bytes).digest('hex')}\n`
  write(folder, `${name}.mf`, line(`${name}.ovf`, descriptor) + line(`${name}-disk1.vmdk`, disk))
}

/** The same as one archive. */
export function archiveOf(name: string): Uint8Array {
  return writeTar([
    { name: `${name}.ovf`, bytes: Buffer.from(descriptorOf(name)) },
    { name: `${name}-disk1.vmdk`, bytes: diskBytes(name) },
  ])
}

/** The folder of a machine with snapshots and the chain of its disks. */
export function writeHome(folder: string): void {
  cpSync(home, folder, { recursive: true })
}

/** A file with the folders that lead to it. */
export function write(folder: string, name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
