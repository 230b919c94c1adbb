import type { Labelled } from '../../../model/infrastructure.ts'
import type { HealthMessage } from '../../../model/vcenter.ts'
import type { AnyRecord, ManagedType, Properties } from '../schema.ts'
import type { Context } from './context.ts'
import { known } from './facts.ts'

/** Types whose objects carry custom attributes and alarms. */
type Entity = Exclude<
  ManagedType,
  | 'ComputeResource'
  | 'DistributedVirtualSwitch'
  | 'VmwareDistributedVirtualSwitch'
  | 'CustomFieldsManager'
  | 'LicenseManager'
  | 'Alarm'
>

/** A record of an object that people label. */
interface LabelledRecord {
  readonly id: string
  readonly properties: Pick<Properties<Entity>, 'customValue' | 'triggeredAlarmState'>
}

/** Custom attributes and tags of an object. */
export function labelsOf(record: LabelledRecord, context: Context): Labelled {
  return known({ attributes: attributesOf(record, context), tags: context.tags.get(record.id) })
}

function attributesOf(record: LabelledRecord, context: Context): Record<string, string> | undefined {
  const entries = (record.properties.customValue ?? []).flatMap(({ key, value }) => {
    const name = key === undefined ? undefined : context.attributeNames.get(key)
    return name === undefined || value === undefined || value === '' ? [] : [[name, value] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Alarms that ring on the object itself; vSphere lists those of everything below it too. */
export function healthOf(record: LabelledRecord, context: Context): HealthMessage[] | undefined {
  const ringing = (record.properties.triggeredAlarmState ?? []).flatMap((state) => {
    if (state.entity !== undefined && state.entity.value !== record.id) return []
    const alarm = state.alarm === undefined ? undefined : context.objects.get(state.alarm.value)
    const name = alarmName(alarm) ?? state.alarm?.value ?? 'alarm'
    const words = [name, state.overallStatus, state.acknowledged === true ? 'acknowledged' : undefined]
    return [{ kind: 'Alarm', message: words.filter((word) => word !== undefined).join(', ') }]
  })
  return ringing.length === 0 ? undefined : ringing
}

function alarmName(record: AnyRecord | undefined): string | undefined {
  return record?.type === 'Alarm' ? record.properties['info.name'] : undefined
}
