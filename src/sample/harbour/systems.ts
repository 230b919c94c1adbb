/** A guest operating system in the words of the configuration file and of VMware Tools. */
export interface System {
  readonly guestId: string
  readonly configured: string
  readonly tools: string
  readonly firmware: 'bios' | 'efi'
  readonly family: 'linux' | 'windows' | 'other'
}

function system(
  guestId: string,
  configured: string,
  firmware: System['firmware'],
  family: System['family'],
  tools = configured,
): System {
  return { guestId, configured, tools, firmware, family }
}

/** The guest systems that Harbour runs. */
export const systems = {
  ol8: system('oracleLinux8_64Guest', 'Oracle Linux 8 (64-bit)', 'efi', 'linux'),
  rhel7: system('rhel7_64Guest', 'Red Hat Enterprise Linux 7 (64-bit)', 'bios', 'linux'),
  rhel8: system('rhel8_64Guest', 'Red Hat Enterprise Linux 8 (64-bit)', 'efi', 'linux'),
  rhel9: system('rhel9_64Guest', 'Red Hat Enterprise Linux 9 (64-bit)', 'efi', 'linux'),
  rocky9: system('rockylinux_64Guest', 'Rocky Linux (64-bit)', 'efi', 'linux'),
  ubuntu: system('ubuntu64Guest', 'Ubuntu Linux (64-bit)', 'efi', 'linux'),
  debian: system('debian11_64Guest', 'Debian GNU/Linux 11 (64-bit)', 'bios', 'linux'),
  centos6: system('centos6_64Guest', 'CentOS 6 (64-bit)', 'bios', 'linux'),
  sles15: system('sles15_64Guest', 'SUSE Linux Enterprise 15 (64-bit)', 'bios', 'linux'),
  photon: system('vmwarePhoton64Guest', 'VMware Photon OS (64-bit)', 'efi', 'linux'),
  appliance: system('other3xLinux64Guest', 'Other 3.x or later Linux (64-bit)', 'bios', 'linux'),
  router: system('other4xLinux64Guest', 'Other 4.x or later Linux (64-bit)', 'bios', 'linux'),
  freebsd: system('freebsd13_64Guest', 'FreeBSD 13 (64-bit)', 'bios', 'other'),
  win2008: system('winLonghornGuest', 'Microsoft Windows Server 2008 (32-bit)', 'bios', 'windows'),
  win2008r2: system('windows7Server64Guest', 'Microsoft Windows Server 2008 R2 (64-bit)', 'bios', 'windows'),
  win2012: system('windows8Server64Guest', 'Microsoft Windows Server 2012 (64-bit)', 'bios', 'windows'),
  win2016: system('windows9Server64Guest', 'Microsoft Windows Server 2016 (64-bit)', 'efi', 'windows'),
  win2019: system('windows2019srv_64Guest', 'Microsoft Windows Server 2019 (64-bit)', 'efi', 'windows'),
  win2022: system('windows2019srvNext_64Guest', 'Microsoft Windows Server 2022 (64-bit)', 'efi', 'windows'),
  win7: system('windows7Guest', 'Microsoft Windows 7 (32-bit)', 'bios', 'windows'),
  win10: system('windows9_64Guest', 'Microsoft Windows 10 (64-bit)', 'efi', 'windows'),
  win11: system('windows11_64Guest', 'Microsoft Windows 11 (64-bit)', 'efi', 'windows'),
} as const satisfies Readonly<Record<string, System>>

/** Short names of the guest systems. */
export type SystemKey = keyof typeof systems
