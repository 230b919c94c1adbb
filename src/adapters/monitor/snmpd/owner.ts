import type { Directive } from './schema.ts'

/** Who answers for the machine, when its file says so. */
export interface SnmpOwner {
  readonly name: string
  readonly basis: 'file-head' | 'contact' | 'comment'
}

/** What packages and examples come with. */
const unchanged = /@localhost|@example\.(?:org|com)|@my\.domain|^(?:root|me|admin|unknown|none|n\/a)$/i

/** Whose machine a file is about. */
export interface AboutMachine {
  readonly owner: SnmpOwner | undefined
  readonly device: string | undefined
}

/** What the directives and the head of a file say of its machine. */
export function aboutOf(directives: readonly Directive[], headOwner: string | undefined): AboutMachine {
  const owner: SnmpOwner | undefined =
    headOwner === undefined ? contactOf(directives) : { name: headOwner, basis: 'file-head' }
  return { owner, device: deviceOf(directives) }
}

/** What `sysContact` says, unless nobody changed it since the package was installed. */
function contactOf(directives: readonly Directive[]): SnmpOwner | undefined {
  const words = directives.find(({ name }) => name === 'syscontact' || name === 'psyscontact')?.words ?? []
  const text = words
    .slice(1, 20)
    .map((word) => word.text)
    .join(' ')
    .slice(0, 120)
    .trim()
  return text === '' || unchanged.test(text) ? undefined : { name: text, basis: 'contact' }
}

/** The machine that the file is on: what `sysName` says, when it is a name. */
function deviceOf(directives: readonly Directive[]): string | undefined {
  const name = directives.find((one) => one.name === 'sysname' || one.name === 'psysname')?.words[1]?.text
  return name !== undefined && /^[\w.-]{1,120}$/.test(name) ? name : undefined
}
