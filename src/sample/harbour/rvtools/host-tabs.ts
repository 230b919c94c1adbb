import type { XlsxSheetInput } from '../../../formats/xlsx/write.ts'
import { hexOf, uuidOf } from '../../random.ts'
import type { HarbourMachine } from '../estate.ts'
import { fillOf } from '../measures.ts'
import {
  clusters,
  datastores,
  type NetworkPlace,
  networks,
  resting,
  vcenter,
  workbookTime,
} from '../places.ts'
import { type Cells, server, sheetOf, standing, word } from './cells.ts'

const hosts = clusters.flatMap((cluster) => cluster.hosts.map((host) => ({ host, cluster })))

/** vHost: one row for each host. */
export function hostTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = hosts.map(({ host, cluster }, at): Cells => {
    const here = machines.filter((machine) => machine.host === host)
    const on = here.filter((machine) => machine.on)
    const cpus = on.reduce((sum, machine) => sum + machine.size[0], 0)
    return {
      ...standing(host, cluster.name),
      'Config status': 'green',
      'Compliance Check State': 'unknown',
      'in Maintenance Mode': word(host === resting),
      'in Quarantine Mode': 'False',
      'CPU Model': 'Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz',
      Speed: 2993,
      'HT Available': 'True',
      'HT Active': 'True',
      '# CPU': 2,
      'Cores per CPU': cluster.cores / 2,
      '# Cores': cluster.cores,
      'CPU usage %': 21,
      '# Memory': cluster.memoryMib,
      'Memory Tiering Type': 'noTiering',
      'Memory usage %': 64,
      '# NICs': 4,
      '# HBAs': 3,
      '# VMs total': here.length,
      '# VMs': on.length,
      'VMs per Core': Number((on.length / cluster.cores).toFixed(2)),
      '# vCPUs': cpus,
      'vCPUs per Core': Number((cpus / cluster.cores).toFixed(2)),
      vRAM: on.reduce((sum, machine) => sum + machine.size[1], 0),
      'VM Used memory': 0,
      'VM Memory Swapped': 0,
      'VM Memory Ballooned': 0,
      'VMotion support': 'True',
      'Storage VMotion support': 'True',
      'Current EVC': 'intel-cascadelake',
      'Max EVC': 'intel-cascadelake',
      'Assigned License(s)': 'VMware vSphere 8 Enterprise Plus',
      'ATS Heartbeat': 'True',
      'ATS Locking': 'True',
      'Host Power Policy': 'Balanced',
      'ESX Version': 'VMware ESXi 8.0.3 build-24280767',
      'Boot time': new Date(workbookTime.getTime() - (60 + at) * 86_400_000),
      'DNS Servers': '10.20.60.11, 10.20.60.12',
      DHCP: 'False',
      Domain: 'harbour.example',
      'DNS Search Order': 'harbour.example',
      'NTP Server(s)': '10.20.60.13',
      'NTPD running': 'True',
      'Time Zone': 'UTC',
      'Time Zone Name': 'UTC',
      'GMT Offset': 0,
      Vendor: 'Dell Inc.',
      Model: 'PowerEdge R740',
      'Serial number': `QS${hexOf(host, 5).toUpperCase()}`,
      'Service tag': `QS${hexOf(host, 5).toUpperCase()}`,
      'BIOS Vendor': 'Dell Inc.',
      'BIOS Version': '2.21.2',
      'Certificate Status': 'good',
      'Certificate Subject': `CN=${host}`,
      'Object ID': `host-${21 + at}`,
      UUID: uuidOf(`host ${host}`),
    }
  })
  return sheetOf('vHost', rows)
}

/** vCluster: one row for each cluster. */
export function clusterTab(): XlsxSheetInput {
  const rows = clusters.map(
    (cluster): Cells => ({
      Name: cluster.name,
      'Config status': 'green',
      OverallStatus: 'green',
      NumHosts: cluster.hosts.length,
      numEffectiveHosts: cluster.hosts.length,
      TotalCpu: cluster.hosts.length * cluster.cores * 2993,
      NumCpuCores: cluster.hosts.length * cluster.cores,
      NumCpuThreads: cluster.hosts.length * cluster.cores * 2,
      'Effective Cpu': cluster.hosts.length * cluster.cores * 2800,
      TotalMemory: cluster.hosts.length * cluster.memoryMib,
      'Effective Memory': Math.floor(cluster.hosts.length * cluster.memoryMib * 0.96),
      'Num VMotions': 1203,
      'HA enabled': 'True',
      'Failover Level': 1,
      AdmissionControlEnabled: 'True',
      'Host monitoring': 'enabled',
      'VM Monitoring': 'vmMonitoringDisabled',
      'DRS enabled': word(cluster.drs),
      'DRS default VM behavior': cluster.drs ? 'fullyAutomated' : 'manual',
      'DRS vmotion rate': 3,
      'DPM enabled': word(cluster.dpm),
      'DPM default behavior': cluster.dpm ? 'automated' : 'manual',
      'DPM Host Power Action Rate': 3,
      'Object ID': cluster.moref,
      ...server,
    }),
  )
  return sheetOf('vCluster', rows)
}

/** vRP: the root pool of each cluster. */
export function poolTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = clusters.map((cluster, at): Cells => {
    const here = machines.filter((machine) => machine.cluster === cluster.name)
    return {
      'Resource Pool name': 'Resources',
      'Resource Pool path': `/${vcenter.datacenter}/${cluster.name}/Resources`,
      Status: 'green',
      '# VMs total': here.length,
      '# VMs': here.filter((machine) => machine.on).length,
      '# vCPUs': here.reduce((sum, machine) => sum + machine.size[0], 0),
      'CPU limit': -1,
      'CPU reservation': 0,
      'CPU level': 'normal',
      'CPU shares': 4000,
      'CPU expandableReservation': 'True',
      'Mem limit': -1,
      'Mem reservation': 0,
      'Mem level': 'normal',
      'Mem shares': 163_840,
      'Mem expandableReservation': 'True',
      'Object ID': `resgroup-${9 + at}`,
      ...server,
    }
  })
  return sheetOf('vRP', rows)
}

/** vHBA, vNIC, vSwitch, vPort and vSC_VMK: the hosts' own devices. */
export function hostDeviceTabs(): readonly XlsxSheetInput[] {
  return [
    sheetOf(
      'vHBA',
      hosts.flatMap(({ host, cluster }) =>
        [0, 1].map(
          (port): Cells => ({
            ...standing(host, cluster.name),
            Device: `vmhba${64 + port}`,
            Type: 'Fibre Channel',
            Status: 'online',
            Bus: 59,
            Pci: `0000:3b:00.${port}`,
            Driver: 'lpfc',
            Model: 'Emulex LPe35002',
            WWN: hexOf(`${host} ${port}`, 16),
          }),
        ),
      ),
    ),
    sheetOf(
      'vNIC',
      hosts.flatMap(({ host, cluster }) =>
        [0, 1, 2, 3].map(
          (port): Cells => ({
            ...standing(host, cluster.name),
            'Network Device': `vmnic${port}`,
            Driver: 'i40en',
            Speed: 25_000,
            Duplex: 'True',
            MAC: `3c:fd:fe:${hexOf(`${host} nic ${port}`, 6).replace(/(..)(?=.)/g, '$1:')}`,
            Switch: port < 2 || cluster.name !== 'QS-EDGE' ? 'QS-DVS' : 'vSwitch0',
            PCI: `0000:18:00.${port}`,
            WakeOn: 'True',
          }),
        ),
      ),
    ),
    sheetOf(
      'vSwitch',
      edgeHosts().map(
        ({ host, cluster }): Cells => ({
          ...standing(host, cluster.name),
          Switch: 'vSwitch0',
          '# Ports': 2560,
          'Free Ports': 2540,
          ...standardPolicy,
          MTU: 1500,
        }),
      ),
    ),
    sheetOf(
      'vPort',
      edgeHosts().flatMap(({ host, cluster }) =>
        networks
          .filter((network) => network.kind === 'standard')
          .map(
            (network): Cells => ({
              ...standing(host, cluster.name),
              'Port Group': network.name,
              Switch: network.switch,
              VLAN: Number(network.vlan),
              ...standardPolicy,
            }),
          ),
      ),
    ),
    sheetOf(
      'vSC_VMK',
      hosts.map(
        ({ host, cluster }, at): Cells => ({
          ...standing(host, cluster.name),
          'Port Group': 'QS-MGMT-10',
          Device: 'vmk0',
          'Mac Address': `3c:fd:fe:${hexOf(`${host} nic 0`, 6).replace(/(..)(?=.)/g, '$1:')}`,
          DHCP: 'False',
          'IP Address': `10.20.10.${101 + at}`,
          'Subnet mask': '255.255.255.0',
          Gateway: '10.20.10.1',
          MTU: 1500,
        }),
      ),
    ),
  ]
}

function edgeHosts() {
  return hosts.filter(({ cluster }) => cluster.name === 'QS-EDGE')
}

const standardPolicy: Cells = {
  'Promiscuous Mode': 'False',
  'Mac Changes': 'False',
  'Forged Transmits': 'False',
  'Traffic Shaping': 'False',
  Policy: 'loadbalance_srcid',
  'Reverse Policy': 'True',
  'Notify Switch': 'True',
  'Rolling Order': 'False',
  Offload: 'True',
  TSO: 'True',
  'Zero Copy Xmit': 'True',
}

/** dvSwitch and dvPort. */
export function distributedTabs(machines: readonly HarbourMachine[]): readonly XlsxSheetInput[] {
  const distributed = networks.filter((network) => network.switch === 'QS-DVS')
  return [
    sheetOf('dvSwitch', [
      {
        Switch: 'QS-DVS',
        Datacenter: vcenter.datacenter,
        Name: 'QS-DVS',
        Vendor: 'VMware, Inc.',
        Version: '8.0.3',
        Created: new Date('2023-04-11T09:00:00Z'),
        'Host members': hosts.map(({ host }) => host).join(', '),
        'Max Ports': 2_147_483_647,
        '# Ports': 512,
        '# VMs': machines.length,
        'In Traffic Shaping': 'False',
        'Out Traffic Shaping': 'False',
        'CDP Type': 'lldp',
        'CDP Operation': 'both',
        'LACP Name': 'lag1',
        'LACP Mode': 'active',
        'LACP Load Balance Alg.': 'srcDestIpTcpUdpPortVlan',
        'Max MTU': 9000,
        Contact: 'Priya Nair',
        'Object ID': 'dvs-51',
        ...server,
      },
    ]),
    sheetOf('dvPort', distributed.map(portRow)),
  ]
}

function portRow(network: NetworkPlace): Cells {
  return {
    Port: network.name,
    Switch: network.switch,
    Type: 'earlyBinding',
    '# Ports': 32,
    VLAN: network.kind === 'access' ? Number(network.vlan) : network.vlan || null,
    Speed: 0,
    'Full Duplex': 'True',
    Blocked: 'False',
    'Allow Promiscuous': word(network.promiscuous),
    'Mac Changes': word(network.forged),
    'Active Uplink': 'Uplink 1, Uplink 2',
    Policy: 'loadbalance_srcid',
    'Forged Transmits': word(network.forged),
    'In Traffic Shaping': 'False',
    'Out Traffic Shaping': 'False',
    'Reverse Policy': 'True',
    'Notify Switch': 'True',
    'Rolling Order': 'False',
    'Object ID': network.moref,
    ...server,
  }
}

/** vDatastore and vMultiPath. */
export function storageTabs(machines: readonly HarbourMachine[]): readonly XlsxSheetInput[] {
  const stores = datastores.map((store): Cells => {
    const { here, provisionedMib, inUseMib, freeMib } = fillOf(store, machines)
    const mounted = hosts
      .filter(({ cluster }) => store.clusters.includes(cluster.name))
      .map(({ host }) => host)
    return {
      Name: store.name,
      'Config status': store.accessible ? 'green' : 'gray',
      Accessible: word(store.accessible),
      Type: store.type,
      '# VMs total': here.length,
      '# VMs': here.filter((machine) => machine.on).length,
      'Capacity MiB': store.accessible ? store.capacityMib : 0,
      'Provisioned MiB': provisionedMib,
      'In Use MiB': inUseMib,
      'Free MiB': freeMib,
      'Free %': Math.floor((freeMib * 100) / store.capacityMib),
      'SIOC enabled': 'False',
      '# Hosts': mounted.length,
      Hosts: mounted.join(', '),
      'Block size': 1,
      '# Extents': 1,
      'Major Version': 6,
      Version: '6.82',
      'VMFS Upgradeable': 'False',
      MHA: 'True',
      URL: `ds:///vmfs/volumes/${uuidOf(store.name)}/`,
      'Object ID': store.moref,
      ...server,
    }
  })
  const paths = hosts.flatMap(({ host, cluster }) =>
    datastores
      .filter((store) => store.type === 'VMFS' && store.clusters.includes(cluster.name))
      .map(
        (store): Cells => ({
          ...standing(host, cluster.name),
          Datastore: store.name,
          Disk: `naa.600a0980${hexOf(store.name, 24)}`,
          Policy: 'VMW_PSP_RR',
          'Oper. State': store.accessible ? 'ok' : 'lostCommunication',
          'Path 1': 'vmhba64:C0:T0:L1',
          'Path 1 state': store.accessible ? 'active' : 'dead',
          'Path 2': 'vmhba65:C0:T0:L1',
          'Path 2 state': store.accessible ? 'active' : 'dead',
          Vendor: 'NETAPP',
          Model: 'LUN C-Mode',
        }),
      ),
  )
  return [sheetOf('vDatastore', stores), sheetOf('vMultiPath', paths)]
}
