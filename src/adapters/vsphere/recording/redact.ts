import { maskText } from '../../../lib/mask.ts'
import { maskValue } from '../../../lib/mask-value.ts'
import type { AnyRecord, MachineRecord, PolicyRecord } from '../schema.ts'
import type { SnapshotRecord } from '../schema/machine.ts'

/** Keys of extraConfig whose value is read; of all others only that they are there, which is what is recorded. */
const telling = /^(?:disk\.enableuuid|numa\.nodeaffinity|(?:scsi|sata|ide|nvme)\d+:\d+\.ctkenabled)$/i

/**
 * A record without what may be secret in it: notes, custom attributes, descriptions and addresses of devices are masked,
 * values of extraConfig and guestinfo are left out. It gives the same observations once those are masked too.
 */
export function redacted(record: AnyRecord, attributeNames: ReadonlyMap<number, string>): AnyRecord {
  if (record.type === 'Alarm') {
    const description = record.properties['info.description']
    if (description === undefined) return record
    return { ...record, properties: { ...record.properties, 'info.description': maskText(description).text } }
  }
  const labelled = withoutAttributes(record, attributeNames)
  return labelled.type === 'VirtualMachine' ? machine(labelled) : labelled
}

function withoutAttributes(record: AnyRecord, names: ReadonlyMap<number, string>): AnyRecord {
  if (!('customValue' in record.properties) || record.properties.customValue === undefined) return record
  const customValue = record.properties.customValue.map((one) =>
    one.value === undefined
      ? one
      : { ...one, value: maskValue(names.get(one.key ?? -1) ?? 'password', one.value) },
  )
  // Only the text of the values is another one.
  return { ...record, properties: { ...record.properties, customValue } } as AnyRecord
}

function machine(record: MachineRecord): MachineRecord {
  const { properties } = record
  const annotation = properties['config.annotation']
  const extra = properties['config.extraConfig']
  const devices = properties['config.hardware.device']
  return {
    ...record,
    properties: {
      ...properties,
      ...(annotation === undefined ? {} : { 'config.annotation': maskText(annotation).text }),
      ...(extra === undefined
        ? {}
        : {
            'config.extraConfig': extra.map(({ value, ...option }) =>
              value !== undefined && telling.test(option.key ?? '') ? { ...option, value } : option,
            ),
          }),
      ...(devices === undefined ? {} : { 'config.hardware.device': devices.map(device) }),
      ...(properties.snapshot?.rootSnapshotList === undefined
        ? {}
        : {
            snapshot: {
              ...properties.snapshot,
              rootSnapshotList: properties.snapshot.rootSnapshotList.map(snapshot),
            },
          }),
    },
  }
}

type DeviceRecord = NonNullable<MachineRecord['properties']['config.hardware.device']>[number]

const addresses = ['serviceURI', 'endpoint', 'pipeName', 'customLabel', 'deviceName', 'id'] as const

function device(record: DeviceRecord): DeviceRecord {
  const { backing } = record
  if (backing === undefined) return record
  const masked: { [N in (typeof addresses)[number]]?: string } = {}
  for (const name of addresses) {
    const said = backing[name]
    if (said !== undefined) masked[name] = maskText(said).text
  }
  return { ...record, backing: { ...backing, ...masked } }
}

function snapshot(record: SnapshotRecord): SnapshotRecord {
  const { description, childSnapshotList } = record
  return {
    ...record,
    ...(description === undefined ? {} : { description: maskText(description).text }),
    ...(childSnapshotList === undefined ? {} : { childSnapshotList: childSnapshotList.map(snapshot) }),
  }
}

/** A storage policy without what may be secret in it. */
export function redactedPolicy(policy: PolicyRecord): PolicyRecord {
  return policy.description === undefined
    ? policy
    : { ...policy, description: maskText(policy.description).text }
}
