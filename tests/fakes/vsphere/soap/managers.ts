import { type Data, ref, type Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { addBesides, besideManagers } from '../inventory/besides.ts'
import { privilegeList, roleList } from '../access/visible.ts'
import { counters, intervals } from '../performance/counters.ts'

/** The UUID of this vCenter. */
export const instanceUuid = 'AB12cd34-0000-4000-8000-000000000001'

/** The API version that this server speaks. */
export function apiVersionOf(world: World): string {
  return world.options.apiVersion ?? '8.0.3.0'
}

const managers = {
  rootFolder: ref('Folder', 'group-d1'),
  propertyCollector: ref('PropertyCollector', 'propertyCollector'),
  viewManager: ref('ViewManager', 'ViewManager'),
  sessionManager: ref('SessionManager', 'SessionManager'),
  authorizationManager: ref('AuthorizationManager', 'AuthorizationManager'),
  perfManager: ref('PerformanceManager', 'PerfMgr'),
  setting: ref('OptionManager', 'VpxSettings'),
  searchIndex: ref('SearchIndex', 'SearchIndex'),
  ovfManager: ref('OvfManager', 'OvfManager'),
  taskManager: ref('TaskManager', 'TaskManager'),
  customFieldsManager: ref('CustomFieldsManager', 'CustomFieldsManager'),
  ...besideManagers,
} as const

/** What this vCenter says of itself and where its managers are. */
export function serviceContent(world: World): Data {
  const apiVersion = apiVersionOf(world)
  const version = apiVersion.split('.').slice(0, 3).join('.')
  return {
    ...managers,
    about: {
      name: 'VMware vCenter Server',
      fullName: `VMware vCenter Server ${version} build-24022515`,
      vendor: 'VMware, Inc.',
      version,
      build: '24022515',
      localeVersion: 'INTL',
      localeBuild: '000',
      osType: 'linux-x64',
      productLineId: 'vpx',
      apiType: 'VirtualCenter',
      apiVersion,
      instanceUuid,
      licenseProductName: 'VMware VirtualCenter Server',
      licenseProductVersion: version.split('.', 1)[0] ?? '',
    },
  }
}

/** Puts the managers where property calls find them. */
export function addManagers(world: World): void {
  const add = (self: Ref, properties: Readonly<Record<string, () => Data[string]>>): void =>
    void world.add({ self, property: (name) => properties[name]?.() })
  add(ref('ServiceInstance', 'ServiceInstance'), {
    serverClock: () => new Date(world.now()).toISOString(),
    content: () => serviceContent(world),
  })
  add(managers.sessionManager, {
    defaultLocale: () => 'en',
    messageLocaleList: () => ['en', 'de'],
    sessionList: () => world.sessions.listed(),
  })
  add(managers.viewManager, {})
  add(managers.propertyCollector, {})
  add(managers.taskManager, { recentTask: () => recentTasks(world), maxCollector: () => 32 })
  add(managers.authorizationManager, {
    roleList: () => [...roleList(world)],
    privilegeList: () => [...privilegeList(world)],
  })
  add(managers.perfManager, {
    historicalInterval: () => intervals(world.options.statisticsLevel ?? 1),
    perfCounter: () => counters,
  })
  if (!world.inventory.has(managers.customFieldsManager))
    add(managers.customFieldsManager, { field: () => [] })
  addBesides(world)
}

function recentTasks(world: World): Ref[] {
  return [...world.living.values()].map(({ self }) => self).filter(({ type }) => type === 'Task')
}
