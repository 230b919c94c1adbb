import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The VM is encrypted by vSphere. */
export const encrypted: Rule = {
  id: 'encrypted',
  severity: 'act',
  title: 'Encrypted by vSphere',
  needs: ['encrypted'],
  assess(vm) {
    if (vm.encrypted === undefined) return unknown('encrypted')
    if (!vm.encrypted) return undefined
    return fires(
      'vSphere encrypts the files of this VM; an export carries what nobody else can read.',
      seen(vm, 'encrypted', true),
      'Decrypt it before the copy, or copy through VDDK with the cryptographic permission; use an encrypted storage class on the target.',
    )
  },
}
