import { planTemplate } from '../stages/plan/index.ts'
import { mappingsTemplate, targetTemplate } from './translate-templates.ts'
import type { Workspace } from './workspace.ts'

/** A file of decisions as `init` writes it. */
export interface Template {
  readonly file: string
  readonly about: string
  readonly text: string
}

/** The four files, with comments that say what goes where. */
export function templates(workspace: Workspace): readonly Template[] {
  return [
    {
      file: workspace.planFile,
      about: 'start, deadline, windows, freezes, sizes of waves',
      text: planTemplate(),
    },
    {
      file: workspace.mappingsFile,
      about: 'networks, datastores and folders to their targets',
      text: mappingsTemplate,
    },
    { file: workspace.ownersFile, about: 'who owns which artefacts', text: owners },
    { file: workspace.targetFile, about: 'what the target cluster is and can do', text: targetTemplate },
  ]
}

const owners = `# Who owns which artefacts. The first rule that matches wins; an artefact that none matches falls back to the CMDB, to
# hints in the artefact itself, to its device's default team.
# match takes kind, device, file, subnet (CIDR) and name (* is a wildcard); team is the name that change requests go to.
owners: []
#  - match: { kind: firewall-rule }
#    team: Network Security
#  - match: { subnet: 10.20.0.0/16, kind: dns-record }
#    team: Network Services

# Teams that are spelled in several ways in the evidence.
teams: []
#  - name: Network Security
#    also: [netsec, "@example/network-security"]
`
