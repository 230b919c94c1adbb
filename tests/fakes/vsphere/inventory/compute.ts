import type { Data } from '../wire/value.ts'
import type { Properties } from './inventory.ts'
import { count, entity, poolAllocation } from './places.ts'
import { uuid } from './random.ts'
import { type Cluster, every, named, type Topology } from './topology.ts'

const gib = 1024 ** 3

/** A cluster of hosts: HA and DRS on, a rule and two groups. */
export function clusterProperties(topology: Topology, cluster: Cluster): Properties {
  const hosts = count(cluster.hosts, (at) => named.host(cluster.firstHost + at))
  const [first, second] = [named.machine(cluster.first), named.machine(cluster.first + 1)]
  const rules: Data[] = [
    {
      $: 'ClusterAntiAffinityRuleSpec',
      key: 1,
      status: 'green',
      enabled: true,
      name: 'apart',
      userCreated: true,
      vm: [first, second],
    },
    {
      $: 'ClusterVmHostRuleInfo',
      key: 2,
      status: 'green',
      enabled: true,
      mandatory: true,
      name: 'oracle-licence',
      vmGroupName: 'licensed',
      affineHostGroupName: 'oracle-hosts',
    },
  ]
  const das = {
    enabled: true,
    vmMonitoring: 'vmMonitoringDisabled',
    hostMonitoring: 'enabled',
    failoverLevel: 1,
  }
  const drs = { enabled: true, defaultVmBehavior: 'fullyAutomated', vmotionRate: 3 }
  return {
    ...entity(`Cluster-${cluster.at + 1}`, named.rootFolder('h', cluster.datacenter)),
    host: () => hosts,
    resourcePool: () => named.pool(cluster.at * 2),
    datastore: () => count(cluster.datastores, (at) => named.datastore(cluster.firstDatastore + at)),
    network: () => [named.network(cluster.datacenter)],
    summary: () => ({
      $: 'ClusterComputeResourceSummary',
      totalCpu: cluster.hosts * 83_200,
      totalMemory: cluster.hosts * 512 * gib,
      numCpuCores: cluster.hosts * 32,
      numCpuThreads: cluster.hosts * 64,
      effectiveCpu: cluster.hosts * 80_000,
      effectiveMemory: cluster.hosts * 500 * 1024,
      numHosts: cluster.hosts,
      numEffectiveHosts: cluster.hosts,
      overallStatus: 'green',
      numVmotions: 17,
      currentEVCModeKey: 'intel-skylake',
    }),
    configuration: () => ({ dasConfig: das, drsConfig: drs, rule: [] }),
    configurationEx: () => ({
      $: 'ClusterConfigInfoEx',
      vmSwapPlacement: 'vmDirectory',
      dasConfig: das,
      dasVmConfig: [{ key: first, dasSettings: { restartPriority: 'high' } }],
      drsConfig: drs,
      drsVmConfig: [{ key: first, enabled: false, behavior: 'manual' }],
      dpmConfigInfo: { enabled: false, defaultDpmBehavior: 'automated' },
      rule: topology.machines > 1 ? rules : [],
      group: [
        { $: 'ClusterVmGroup', name: 'licensed', userCreated: true, vm: [first] },
        { $: 'ClusterHostGroup', name: 'oracle-hosts', userCreated: true, host: hosts.slice(0, 2) },
      ],
    }),
  }
}

/** The root pool of a cluster, or the pool in it that holds its machines. */
export function poolProperties(cluster: Cluster, root: boolean): Properties {
  const [top, inner] = [named.pool(cluster.at * 2), named.pool(cluster.at * 2 + 1)]
  return {
    ...(root ? entity('Resources', named.cluster(cluster.at)) : entity('Gold', top)),
    owner: () => named.cluster(cluster.at),
    resourcePool: () => (root ? [inner] : []),
    vm: () => (root ? [] : every(cluster, 1, 0).map(named.machine)),
    config: () => ({
      entity: root ? top : inner,
      changeVersion: '2026-01-01T00:00:00Z',
      cpuAllocation: poolAllocation(),
      memoryAllocation: poolAllocation(),
    }),
  }
}

/** One ESXi host. */
export function hostProperties(cluster: Cluster, n: number): Properties {
  const self = named.host(n)
  const name = `esx-${String(n + 1).padStart(4, '0')}.corp.example`
  const hardware = {
    vendor: 'Dell Inc.',
    model: 'PowerEdge R750',
    uuid: uuid(77, n),
    memorySize: 512 * gib,
    cpuModel: 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz',
    cpuMhz: 2600,
    numCpuPkgs: 2,
    numCpuCores: 32,
    numCpuThreads: 64,
    numNics: 2,
    numHBAs: 2,
  }
  const runtime = {
    connectionState: 'connected',
    powerState: 'poweredOn',
    inMaintenanceMode: n % 200 === 150,
    inQuarantineMode: false,
    bootTime: '2026-01-15T10:00:00Z',
  }
  const product = {
    name: 'VMware ESXi',
    fullName: 'VMware ESXi 8.0.3 build-24022510',
    vendor: 'VMware, Inc.',
    version: '8.0.3',
    build: '24022510',
    localeVersion: 'INTL',
    localeBuild: '000',
    osType: 'vmnix-x86',
    productLineId: 'embeddedEsx',
    apiType: 'HostAgent',
    apiVersion: '8.0.3.0',
  }
  return {
    ...entity(name, named.cluster(cluster.at)),
    runtime: () => runtime,
    summary: () => ({
      host: self,
      hardware,
      runtime,
      config: { name, port: 902, product, vmotionEnabled: true, faultToleranceEnabled: false },
      quickStats: { overallCpuUsage: 21_000, overallMemoryUsage: 300_000, uptime: 8_640_000 },
      overallStatus: 'green',
      rebootRequired: false,
      managementServerIp: '192.0.2.10',
      maxEVCModeKey: 'intel-icelake',
      currentEVCModeKey: 'intel-skylake',
    }),
    config: () => ({
      host: self,
      product,
      network: hostNetwork(cluster, n),
      dateTimeInfo: {
        timeZone: { key: 'UTC', name: 'UTC', description: 'UTC', gmtOffset: 0 },
        ntpConfig: { server: ['ntp1.corp.example'] },
      },
    }),
    vm: () => every(cluster, cluster.hosts, n - cluster.firstHost).map(named.machine),
    datastore: () => count(cluster.datastores, (at) => named.datastore(cluster.firstDatastore + at)),
    network: () => [named.network(cluster.datacenter)],
  }
}

function hostNetwork(cluster: Cluster, n: number): Data {
  const security = { allowPromiscuous: false, macChanges: false, forgedTransmits: false }
  return {
    vswitch: [
      {
        name: 'vSwitch0',
        key: 'key-vim.host.VirtualSwitch-vSwitch0',
        numPorts: 2560,
        numPortsAvailable: 2500,
        mtu: 1500,
        portgroup: ['key-vim.host.PortGroup-VM Network'],
        pnic: ['key-vim.host.PhysicalNic-vmnic0'],
        spec: { numPorts: 128, mtu: 1500 },
      },
    ],
    portgroup: [
      {
        key: 'key-vim.host.PortGroup-VM Network',
        vswitch: 'key-vim.host.VirtualSwitch-vSwitch0',
        computedPolicy: { security },
        spec: { name: 'VM Network', vlanId: n % 40 === 39 ? 16 : 15, vswitchName: 'vSwitch0', policy: {} },
      },
    ],
    pnic: count(2, (at) => ({
      key: `key-vim.host.PhysicalNic-vmnic${at}`,
      device: `vmnic${at}`,
      pci: `0000:1${at}:00.0`,
      driver: 'i40en',
      linkSpeed: { speedMb: 25_000, duplex: true },
      spec: {},
      wakeOnLanSupported: false,
      mac: `b0:26:28:00:${((n >> 8) & 255).toString(16).padStart(2, '0')}:${(n & 255).toString(16).padStart(2, '0')}`,
    })),
    vnic: [
      {
        device: 'vmk0',
        key: 'key-vim.host.VirtualNic-vmk0',
        portgroup: 'Management Network',
        spec: {
          ip: { dhcp: false, ipAddress: `10.9.${n >> 8}.${n & 255}`, subnetMask: '255.255.0.0' },
          mtu: 1500,
        },
      },
    ],
    dnsConfig: {
      dhcp: false,
      hostName: `esx-${String(n + 1).padStart(4, '0')}`,
      domainName: 'corp.example',
      address: ['10.20.0.53'],
    },
    proxySwitch: [
      {
        dvsUuid: uuid(66, cluster.datacenter),
        dvsName: `dvs-${cluster.datacenter + 1}`,
        key: `proxy-${cluster.datacenter + 1}`,
        numPorts: 512,
        numPortsAvailable: 400,
        mtu: 9000,
        pnic: ['key-vim.host.PhysicalNic-vmnic1'],
        spec: { backing: { $: 'DistributedVirtualSwitchHostMemberPnicBacking', pnicSpec: [] } },
      },
    ],
  }
}
