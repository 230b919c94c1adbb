import type { Data } from '../wire/value.ts'
import type { MachineState } from './machine-state.ts'
import { addressOf, macOf, type Traits } from './traits.ts'

/** What VMware Tools tell of the guest: nothing where they are not installed, little when the machine is off. */
export function guestOf(traits: Traits, state: MachineState, networkName: string): Data {
  const [, fullName, family] = traits.system
  if (!traits.tools || !state.on) {
    return {
      ...toolsOf(traits, state),
      guestState: 'notRunning',
      appState: 'none',
      guestOperationsReady: false,
    }
  }
  return {
    ...toolsOf(traits, state),
    toolsVersion: '12352',
    toolsInstallType: 'guestToolsTypeOpenVMTools',
    guestId: traits.system[0],
    guestFamily: family,
    guestFullName: fullName,
    guestDetailedData: `architecture='X86' bitness='64' familyName='${family}' prettyName='${fullName}'`,
    hostName: hostName(traits),
    ipAddress: addressOf(traits.n, 0),
    net: Array.from({ length: traits.nics }, (_, card) => cardOf(traits, card, networkName)),
    ipStack: [
      {
        dnsConfig: {
          dhcp: false,
          hostName: hostName(traits),
          domainName: 'corp.example',
          ipAddress: ['10.20.0.53', '10.20.1.53'],
          searchDomain: ['corp.example'],
        },
        ipRouteConfig: {
          ipRoute: [
            { network: '0.0.0.0', prefixLength: 0, gateway: { ipAddress: gateway(traits.n), device: '0' } },
            { network: '10.0.0.0', prefixLength: 8, gateway: { device: '0' } },
          ],
        },
      },
    ],
    disk: traits.disks.map((disk, at) => ({
      diskPath: family === 'windowsGuest' ? `${'CDEFGH'.charAt(at)}:\\` : at === 0 ? '/' : `/data${at}`,
      capacity: disk.bytes - 1_048_576,
      freeSpace: Math.floor(disk.bytes * (0.2 + (traits.n % 7) / 10)),
      filesystemType: family === 'windowsGuest' ? 'NTFS' : 'xfs',
      mappings: [{ key: disk.key }],
    })),
    screen: { width: 1024, height: 768 },
    guestState: 'running',
    appHeartbeatStatus: 'appStatusGray',
    appState: 'none',
    guestOperationsReady: true,
    interactiveGuestOperationsReady: false,
    guestStateChangeSupported: true,
    hwVersion: traits.hardware,
  }
}

/** The short form in the summary. */
export function guestSummaryOf(traits: Traits, state: MachineState): Data {
  const running = traits.tools && state.on
  return {
    ...(running
      ? {
          guestId: traits.system[0],
          guestFullName: traits.system[1],
          hostName: hostName(traits),
          ipAddress: addressOf(traits.n, 0),
        }
      : {}),
    ...toolsOf(traits, state),
    hwVersion: traits.hardware,
  }
}

function toolsOf(traits: Traits, state: MachineState): Data {
  const running = traits.tools && state.on
  return {
    toolsStatus: !traits.tools ? 'toolsNotInstalled' : running ? 'toolsOk' : 'toolsNotRunning',
    toolsVersionStatus: traits.tools ? 'guestToolsUnmanaged' : 'guestToolsNotInstalled',
    toolsVersionStatus2: traits.tools ? 'guestToolsUnmanaged' : 'guestToolsNotInstalled',
    toolsRunningStatus: running ? 'guestToolsRunning' : 'guestToolsNotRunning',
  }
}

function cardOf(traits: Traits, card: number, network: string): Data {
  const address = addressOf(traits.n, card)
  const link = `fe80::250:56ff:fe${macOf(traits.n, card).slice(9, 11)}:${(traits.n % 65_535).toString(16)}`
  return {
    network,
    ipAddress: [address, link],
    macAddress: macOf(traits.n, card),
    connected: true,
    deviceConfigId: 4000 + card,
    ipConfig: {
      ipAddress: [
        { ipAddress: address, prefixLength: 24, state: 'preferred' },
        { ipAddress: link, prefixLength: 64, state: 'unknown' },
      ],
    },
  }
}

function gateway(n: number): string {
  return addressOf(n, 0).replace(/\d+$/, '254')
}

function hostName(traits: Traits): string {
  return `srv${String(traits.n + 1).padStart(5, '0')}.corp.example`
}
