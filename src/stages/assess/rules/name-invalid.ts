import { seen } from '../evidence.ts'
import { type Rule, fires } from '../rule.ts'

const longest = 63
const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/

/** What is wrong with a name as an RFC 1123 label; the name of a VM ends up in labels, which take 63 characters. */
function faults(name: string): readonly string[] {
  const found: string[] = []
  if (name.length === 0) found.push('it is empty')
  if (name.length > longest) found.push(`it has ${name.length} characters, ${longest} are allowed`)
  if (/[A-Z]/.test(name)) found.push('it has capital letters')
  if (/[^A-Za-z0-9.-]/.test(name)) found.push('it has characters other than letters, digits and hyphens')
  if (name.includes('.')) found.push('it has dots')
  if (found.length === 0 && !label.test(name)) found.push('it begins or ends with a hyphen')
  return found
}

/** The name is not one that Kubernetes takes. */
export const nameInvalid: Rule = {
  id: 'name.invalid',
  alias: 'vmware.vm.name.invalid',
  severity: 'act',
  title: 'Name that Kubernetes refuses',
  needs: ['name'],
  assess(vm) {
    const found = faults(vm.name)
    if (found.length === 0) return undefined
    // Case alone is folded without a doubt about who is meant.
    const onlyCase = label.test(vm.name.toLowerCase()) && vm.name.length <= longest
    return fires(
      `Kubernetes does not take this name: ${found.join('; ')}.`,
      seen(vm, 'name', JSON.stringify(vm.name)),
      'The translation proposes a valid name and keeps the old one in an annotation; set another in mappings.yaml if tools search by name.',
      onlyCase ? 'inform' : 'act',
    )
  },
}
