/** Families of settings that are read, or that only the running hypervisor needs; by their first word without numbers. */
const known =
  /^(?:\.encoding|config\.version|virtualhw\.|displayname|annotation|guestos|uuid\.|vc\.uuid|firmware|uefi\.|numvcpus|cpuid\.|vcpu\.|memsize|mem\.|sched\.|numa\.|ctkenabled|vtpm|encryption\.|vhv\.|vvtd\.|windows\.vbs|vbs\.|disk\.|tools\.|bios\.|(?:scsi|sata|ide|nvme)\d*|ethernet\d*|floppy|serial|parallel|usb|ehci|sound|pcipassthru|nvdimm|vwdt|precisionclock|guestinfo|svga|mks|nvram|pcibridge|vmci|hpet|cleanshutdown|toolscripts|powertype|extendedconfigfile|migrate\.|replay\.|softpoweroff|monitor\.|vmotion|checkpoint|chipset|msg\.|viv\.|vm\.|policy|log\.|isolation\.|snapshot\.|(?:host|guest|user)cpuid\.|guestosaltname|managedvm\.|deploymentplatform|vmxstats\.|ftcpt\.|messagebus\.|toolsinstallmanager\.|config\.readonly|memallowautoscaledown|memtrimrate|buslogic\.|evccompatibilitymode|svga\.|remotedisplay\.|gui\.|time\.|pae)/

/** Settings of families that this reader does not know, numbers left out; each once. */
export function unknownFamilies(keys: Iterable<string>): readonly string[] {
  const found = new Set<string>()
  for (const key of keys) {
    if (known.test(key)) continue
    found.add(key.replace(/\d+/g, 'N'))
    if (found.size >= 200) break
  }
  return [...found].sort()
}
