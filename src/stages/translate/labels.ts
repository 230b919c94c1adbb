import { maskText } from '../../lib/mask.ts'
import type { VmContext } from './input.ts'
import { checksum, slug } from './names.ts'

const mostNoteCharacters = 16_384

/** A text as the value of a label: at most 63 letters, digits, `-`, `_` and `.`; empty when nothing is left. */
export function labelValue(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|(?<![^A-Za-z0-9])[^A-Za-z0-9]+$/g, '')
}

/** Labels of the machine: what people select by. */
export function labelsOf({ vm, name, wave, lose }: VmContext): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {
    'app.kubernetes.io/managed-by': 'causeway',
    'causeway.dev/vm': name,
    'causeway.dev/wave': wave,
  }
  const application = labelValue(vm.application ?? '')
  if (application !== '') labels['app.kubernetes.io/part-of'] = application
  if (vm.environment !== undefined) labels['causeway.dev/environment'] = vm.environment
  const categories = new Map<string, number>()
  for (const { category } of vm.tags ?? []) categories.set(category, (categories.get(category) ?? 0) + 1)
  for (const { category, name: tag } of vm.tags ?? []) {
    const key = slug(category)
    const value = labelValue(tag)
    if (key === '' || value === '')
      lose('tags', 'partial', `tag ${JSON.stringify(`${category}: ${tag}`)} stands in an annotation only`)
    else if (categories.get(category) === 1)
      labels[`tag.causeway.dev/${key.slice(0, 63).replace(/-$/, '')}`] = value
    else labels[`tag.causeway.dev/${key.slice(0, 30).replace(/-$/, '')}.${labelKey(tag)}`] = 'true'
  }
  return labels
}

function labelKey(tag: string): string {
  return slug(tag).slice(0, 30).replace(/-$/, '') || checksum(tag)
}

/** Annotations of the machine: the way back to its source. Notes and attributes are masked. */
export function annotationsOf(
  context: VmContext,
  preference: string | undefined,
): Readonly<Record<string, string>> {
  const { vm, guest, lose } = context
  if (vm.name !== context.name)
    lose('name', 'partial', `Kubernetes calls it ${context.name}; the name stands in an annotation`)
  const origin = vm.origins[0]
  const said: readonly (readonly [key: string, value: string | undefined])[] = [
    ['source-name', vm.name],
    ['source-id', vm.id],
    ['source-instance-uuid', vm.instanceUuid],
    ['source-moref', vm.moref],
    ['source-vcenter', vm.vcenter],
    ['source-datacenter', vm.datacenter],
    ['source-cluster', vm.cluster],
    ['source-host', vm.host],
    ['source-resource-pool', vm.resourcePool],
    ['source-folder', vm.folder],
    ['source-guest', vm.toolsGuestFullName ?? vm.guestFullName ?? vm.guestId],
    ['source-hardware-version', vm.hardwareVersion === undefined ? undefined : `vmx-${vm.hardwareVersion}`],
    ['source', origin?.source],
    ['owner', vm.owner],
    ['team', vm.team],
    ['preference-because', `${preference ?? 'none'}: ${guest.because}${guest.note ? `; ${guest.note}` : ''}`],
    ['run-strategy-after-cutover', vm.power === 'on' ? 'Always' : 'Halted'],
    ['tags', linesOf(vm.tags?.map(({ category, name }) => [category, name]))],
    ['attributes', masked(context, 'attributes', linesOf(Object.entries(vm.attributes ?? {})))],
    ['notes', masked(context, 'annotation', vm.annotation)],
  ]
  const out: Record<string, string> = {}
  for (const [key, value] of said) if (value !== undefined && value !== '') out[`causeway.dev/${key}`] = value
  return out
}

function linesOf(pairs: readonly (readonly string[])[] | undefined): string | undefined {
  const lines = pairs?.map(([key = '', value = '']) => `${oneLine(key)}: ${oneLine(value)}`)
  return lines && lines.length > 0 ? lines.join('\n') : undefined
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function masked({ lose }: VmContext, field: string, text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  const { text: safe, masks } = maskText(text.slice(0, mostNoteCharacters))
  if (masks > 0)
    lose(field, 'partial', masks === 1 ? 'one secret in it is masked' : `${masks} secrets in it are masked`)
  if (text.length > mostNoteCharacters) lose(field, 'partial', `cut after ${mostNoteCharacters} characters`)
  return safe
}
