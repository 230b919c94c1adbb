/** Names whose vSphere id is not made by the rule; from the constants of VirtualMachineGuestOsIdentifier. */
const others: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'winnetstandard-64': 'winNetStandard64Guest',
    'winnetenterprise-64': 'winNetEnterprise64Guest',
    winnetstandard: 'winNetStandardGuest',
    winnetenterprise: 'winNetEnterpriseGuest',
    winnetdatacenter: 'winNetDatacenterGuest',
    'winnetdatacenter-64': 'winNetDatacenter64Guest',
    winnetbusiness: 'winNetBusinessGuest',
    winnetweb: 'winNetWebGuest',
    winnt: 'winNTGuest',
    winme: 'winMeGuest',
    win2000pro: 'win2000ProGuest',
    win2000serv: 'win2000ServGuest',
    win2000advserv: 'win2000AdvServGuest',
    winxphome: 'winXPHomeGuest',
    winxppro: 'winXPProGuest',
    'winxppro-64': 'winXPPro64Guest',
    winvista: 'winVistaGuest',
    'winvista-64': 'winVista64Guest',
    windowshyperv: 'windowsHyperVGuest',
    winhyperv: 'windowsHyperVGuest',
    longhorn: 'winLonghornGuest',
    'longhorn-64': 'winLonghorn64Guest',
    'windows7srv-64': 'windows7Server64Guest',
    'windows8srv-64': 'windows8Server64Guest',
    'windows9srv-64': 'windows9Server64Guest',
    'windows2019srvnext-64': 'windows2019srvNext_64Guest',
    'windows2022srvnext-64': 'windows2022srvNext_64Guest',
    'oraclelinux-64': 'oracleLinux64Guest',
    'vmware-photon-64': 'vmwarePhoton64Guest',
    'rockylinux-64': 'rockylinux_64Guest',
    'almalinux-64': 'almalinux_64Guest',
    'fusionos-64': 'fusionos_64Guest',
    'kylinlinux-64': 'kylinlinux_64Guest',
    'miraclelinux-64': 'miraclelinux_64Guest',
    'pardus-64': 'pardus_64Guest',
    'prolinux-64': 'prolinux_64Guest',
    turbolinux: 'turboLinuxGuest',
    'turbolinux-64': 'turboLinux64Guest',
    openserver5: 'openServer5Guest',
    openserver6: 'openServer6Guest',
    unixware7: 'unixWare7Guest',
    ecomstation: 'eComStationGuest',
    ecomstation2: 'eComStation2Guest',
    'crxpod1-64': 'crxPod1Guest',
    'crxsys1-64': 'crxSys1Guest',
    linux: 'otherLinuxGuest',
    otherlinux: 'otherLinuxGuest',
    'otherlinux-64': 'otherLinux64Guest',
    other: 'otherGuest',
    'other-64': 'otherGuest64',
  }),
)

/** `rhel8-64` of a .vmx is `rhel8_64Guest` in vSphere. A name that is unknown to us is made by the same rule. */
export function guestIdOf(guestOs: string | undefined): string | undefined {
  if (guestOs === undefined || !/^[\w-]{1,60}$/.test(guestOs)) return undefined
  const name = guestOs.toLowerCase()
  const known = others.get(name)
  if (known !== undefined) return known
  if (/guest(?:64)?$/.test(name)) return guestOs
  const is64 = name.endsWith('-64')
  const base = (is64 ? name.slice(0, -3) : name)
    .replace(/^oraclelinux/, 'oracleLinux')
    .replace(/^other(\d+x)linux$/, 'other$1Linux')
    .replaceAll('-', '')
  if (!is64) return `${base}Guest`
  // A number before the width is parted from it; `ubuntu` and `debian` of old are not.
  return /\d(?:srv)?$/.test(base) ? `${base}_64Guest` : `${base}64Guest`
}
