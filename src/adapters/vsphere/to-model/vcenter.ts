import type { ObservationOf } from '../../../model/observation.ts'
import type { AlarmDefinition, Licence, VcenterFacts } from '../../../model/vcenter.ts'
import type { RecordOf, Reference } from '../schema.ts'
import type { AlarmAct } from '../schema/managers.ts'
import { type Context, nameOf } from './context.ts'
import { known } from './facts.ts'

/** The vCenter, or the single host, itself: its version, licences, alarms and storage policies. */
export function vcenterObservation(
  context: Context,
  access: Pick<VcenterFacts, 'roles' | 'permissions'> = {},
): ObservationOf<'vcenter'> {
  const { about, host, vcenter } = context
  const facts: VcenterFacts = known({
    name: host,
    vcenter,
    product: about.fullName ?? about.name,
    version: about.version,
    build: about.build,
    apiVersion: about.apiVersion,
    osType: about.osType,
    licences: licencesOf(context),
    alarms: alarmsOf(context),
    storagePolicies: context.policies.all.length === 0 ? undefined : context.policies.all,
    roles: access.roles,
    permissions: access.permissions,
  })
  return { kind: 'vcenter', key: vcenter, identities: [`vc:${vcenter}`], place: { file: host }, facts }
}

function licencesOf(context: Context): Licence[] | undefined {
  const manager = [...context.objects.values()].find(
    (record): record is RecordOf<'LicenseManager'> => record.type === 'LicenseManager',
  )
  return manager?.properties.licenses?.map((licence) => {
    const of = (key: string): readonly string[] =>
      (licence.properties ?? []).flatMap((one) => (one.key === key && one.value ? [one.value] : []))
    const features = of('feature')
    return known({
      name: licence.name ?? 'licence',
      costUnit: licence.costUnit,
      total: licence.total,
      used: licence.used,
      expiresAt: of('expirationDate')[0],
      features: features.length === 0 ? undefined : features,
    })
  })
}

function alarmsOf(context: Context): AlarmDefinition[] | undefined {
  const alarms = [...context.objects.values()].flatMap((record): AlarmDefinition[] => {
    if (record.type !== 'Alarm') return []
    const { properties } = record
    const actions = properties['info.action']?.map(actionInWords)
    return [
      known({
        name: properties['info.name'] ?? record.id,
        description: properties['info.description'] === '' ? undefined : properties['info.description'],
        enabled: properties['info.enabled'],
        on: placeOf(context, properties['info.entity']),
        actions: actions === undefined || actions.length === 0 ? undefined : [...new Set(actions)],
      }),
    ]
  })
  return alarms.length === 0 ? undefined : alarms
}

/** The folder above everything is no object of its own: what is defined on it counts for all. */
function placeOf(context: Context, entity: Reference | undefined): string | undefined {
  const found = entity === undefined ? undefined : context.objects.get(entity.value)
  const above = found !== undefined && 'parent' in found.properties ? found.properties.parent : undefined
  if (entity?.type === 'Folder' && above === undefined) return 'the whole inventory'
  return nameOf(context, entity)
}

const words: ReadonlyMap<string, string> = new Map([
  ['SendSNMPAction', 'SNMP trap'],
  ['RunScriptAction', 'script on the vCenter'],
  ['MethodAction', 'an operation of vSphere'],
  ['CreateTaskAction', 'task'],
])

function actionInWords({ type, toList }: AlarmAct): string {
  if (type === 'SendEmailAction') return toList === undefined ? 'mail' : `mail to ${toList}`
  return words.get(type) ?? type
}
