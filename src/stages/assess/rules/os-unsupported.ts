import type { Severity } from '../../../model/assessment.ts'
import { type GuestOs, guestOsOf } from '../guest-os.ts'
import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

type Answer = { readonly severity: Severity; readonly text: string; readonly remedy: string }

const answers: Readonly<Record<Exclude<GuestOs['support'], 'vendor'>, Answer>> = {
  works: {
    severity: 'inform',
    text: 'is not in the list that Forklift supports; its kernel has the virtio drivers and KubeVirt runs it.',
    remedy: 'Test one of its kind in the pilot wave; ask the vendor if you need a support statement.',
  },
  legacy: {
    severity: 'act',
    text: 'has no current virtio drivers; it boots on emulated SATA and e1000 only, or on virtio 0.9.',
    remedy: 'Upgrade the guest, or accept emulated devices and their speed; test it in the pilot wave.',
  },
  unsupported: {
    severity: 'block',
    text: 'cannot be run on KubeVirt.',
    remedy: 'Replace it, or leave it where it is.',
  },
  unrecognised: {
    severity: 'act',
    text: 'is not in our table of guest systems.',
    remedy: 'Say what it is in an overlay file, or choose a preference for it in mappings.yaml.',
  },
}

/** The guest system is not one that the movers support. */
export const osUnsupported: Rule = {
  id: 'os.unsupported',
  alias: 'vmware.os.unsupported',
  severity: 'act',
  title: 'Guest system outside the supported list',
  needs: ['guestFullName'],
  assess(vm) {
    const os = guestOsOf(vm)
    if (!os) return unknown('guestFullName')
    if (os.support === 'vendor') return undefined
    const answer = answers[os.support]
    return fires(`${os.label} ${answer.text}`, seen(vm, os.field, os.said), answer.remedy, answer.severity)
  },
}
