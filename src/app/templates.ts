import type { Workspace } from './workspace.ts'

/** A file of decisions as `init` writes it. */
export interface Template {
  readonly file: string
  readonly about: string
  readonly text: string
}

/** The four files, with comments that say what goes where. */
export function templates(workspace: Workspace): readonly Template[] {
  return [{ file: workspace.ownersFile, about: 'who owns which artefacts', text: owners }]
}

const owners = `# Who owns which artefacts. The first rule that matches wins; what matches none is listed by \`causeway status\`.
# match takes kind, device, file, subnet (CIDR), name (with * as wildcard); team is the name change requests go to.
owners: []
#  - match: { kind: firewall-rule }
#    team: network-security
#  - match: { subnet: 10.20.0.0/16, kind: dns-record }
#    team: dns
`
