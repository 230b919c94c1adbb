import type { Handlers } from '../soap/call.ts'
import { referenceXml } from '../soap/call.ts'
import { type Data, type Ref, ref, Typed } from '../wire/value.ts'
import type { World } from '../world.ts'

/** Where licences and alarms are asked for. */
export const besideManagers = {
  licenseManager: ref('LicenseManager', 'LicenseManager'),
  alarmManager: ref('AlarmManager', 'AlarmManager'),
} as const

const licences: readonly Data[] = [
  {
    licenseKey: 'A1B2C-D3E4F-00000-G5H6I-J7K8L',
    editionKey: 'vc.standard.instance',
    name: 'vCenter Server 8 Standard',
    total: 1,
    used: 1,
    costUnit: 'server',
  },
  {
    licenseKey: 'M9N8O-P7Q6R-00000-S5T4U-V3W2X',
    editionKey: 'esx.enterprisePlus.cpuPackageCoreLimited',
    name: 'vSphere 8 Enterprise Plus',
    total: 128,
    used: 96,
    costUnit: 'cpuPackage',
    properties: [
      { key: 'expirationDate', value: new Typed('xsd:dateTime', '2027-03-31T00:00:00Z') },
      { key: 'feature', value: { $: 'KeyValue', key: 'drs', value: 'vSphere DRS' } },
      { key: 'LicenseFilePath', value: new Typed('xsd:string', '/etc/vmware/licence.lic') },
    ],
  },
]

interface FakeAlarm {
  readonly name: string
  readonly on: Ref
  readonly enabled: boolean
  readonly actions: readonly Data[]
}

const top = ref('Folder', 'group-d1')

const alarms: readonly FakeAlarm[] = [
  {
    name: 'Datastore usage on disk',
    on: top,
    enabled: true,
    actions: [
      {
        $: 'SendEmailAction',
        toList: 'storage@corp.example',
        ccList: '',
        subject: 'Datastore {targetName}',
        body: 'password=hunter2-in-a-mail',
      },
      { $: 'SendSNMPAction' },
    ],
  },
  {
    name: 'Backup proxy restarted',
    on: top,
    enabled: false,
    actions: [{ $: 'RunScriptAction', script: '/opt/notify.sh --token hunter2-in-a-script' }],
  },
  { name: 'Host connection and power state', on: top, enabled: true, actions: [] },
]

/** Licences and alarm definitions, where the estate brings none of its own. */
export function addBesides(world: World): void {
  const { licenseManager, alarmManager } = besideManagers
  world.add({ self: alarmManager, property: () => undefined })
  if (!world.inventory.has(licenseManager))
    world.add({ self: licenseManager, property: (name) => (name === 'licenses' ? licences : undefined) })
  if (world.options.records !== undefined) return
  alarms.forEach((alarm, at) => {
    const self = alarmRef(at)
    const info = infoOf(alarm, self)
    world.add({ self, property: (name) => (name === 'info' ? info : undefined) })
  })
}

/** The alarm of a number, counted from 0. */
function alarmRef(at: number): Ref {
  return ref('Alarm', `alarm-${at + 1}`)
}

function infoOf({ name, on, enabled, actions }: FakeAlarm, alarm: Ref): Data {
  return {
    name,
    description: `Default alarm: ${name}`,
    enabled,
    expression: {
      $: 'StateAlarmExpression',
      operator: 'isEqual',
      type: 'HostSystem',
      statePath: 'runtime.connectionState',
      red: 'notResponding',
    },
    ...(actions.length === 0
      ? {}
      : {
          action: {
            $: 'GroupAlarmAction',
            action: actions.map((action) => ({
              $: 'AlarmTriggeringAction',
              action,
              green2yellow: false,
              yellow2red: true,
              red2yellow: false,
              yellow2green: false,
            })),
          },
        }),
    setting: { toleranceRange: 0, reportingFrequency: 300 },
    key: '',
    alarm,
    entity: on,
    lastModifiedTime: '2021-02-03T04:05:06Z',
    lastModifiedUser: '',
    creationEventId: 0,
  }
}

/** Lists the alarms. */
export const besideHandlers: Handlers = {
  GetAlarm({ world }) {
    const own = world.options.records?.filter(({ type }) => type === 'Alarm')
    const refs = own?.map(({ id }) => ref('Alarm', id)) ?? alarms.map((_, at) => alarmRef(at))
    return refs.map((one) => referenceXml('returnval', one))
  },
}
