import type { Line } from '../../../lib/lines.ts'
import type { NetBackupClient } from './netbackup.ts'

const told = /^\s{0,8}HW\/OS\/Client:\s{1,40}\S/m
const raw = /^CLASS \S{1,255} \*NULL\*/m

/** Whether a text is what `bppllist` prints of policies, for people (`-U`, `-L`) or for programs. */
export function isPolicyList(text: string): boolean {
  return (
    (/^\s{0,8}Policy Name:\s/m.test(text) && told.test(text)) || (raw.test(text) && /^CLIENT \S/m.test(text))
  )
}

/** Reads a list of policies line by line: a client belongs to the policy that was named before it. */
export function createPolicyReader(): (line: Line) => NetBackupClient | 'nothing' | undefined {
  let policy = ''
  let disabled = false
  let inClients = false
  const clientOf = (line: Line, before: string, client: string): NetBackupClient | 'nothing' =>
    // Which machine reads the disks of VMs is chosen when the job runs.
    client === 'MEDIA_SERVER' ? 'nothing' : { line, client, column: before.length + 1, policy, disabled }
  return (line) => {
    const text = line.text.slice(0, 2000).trimEnd()
    const name = /^(?:\s{0,8}Policy Name:\s{1,80}|CLASS )(\S.{0,254}?)(?: \*NULL\*.*)?$/.exec(text)?.[1]
    if (name !== undefined) {
      policy = name
      disabled = false
      inClients = false
      return 'nothing'
    }
    const active = /^\s{0,8}Active:\s{1,80}(yes|no)\b/i.exec(text)?.[1]
    if (active !== undefined) disabled = /no/i.test(active)
    const first = /^(\s{0,8}HW\/OS\/Client:\s{1,80}\S{1,80}\s{1,80}\S{1,80}\s{1,80})(\S{1,253})/.exec(text)
    const further = inClients
      ? /^(\s{4,80}[^\s:]{1,80}\s{1,80}[^\s:]{1,80}\s{1,80})(\S{1,253})$/.exec(text)
      : null
    const found = first ?? further ?? /^(CLIENT )(\S{1,253})(?: |$)/.exec(text)
    inClients = first !== null || further !== null
    if (found) return clientOf(line, found[1] ?? '', found[2] ?? '')
    // Settings, schedules and paths.
    return text === '' || /^(?:[\s-]|[A-Z]{3,40}(?: |$))|:/.test(text) ? 'nothing' : undefined
  }
}
