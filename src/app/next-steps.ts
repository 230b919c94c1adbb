import type { StatusResult } from '../contract/status.ts'

type Step = StatusResult['next'][number]

/** What the choice of the next steps looks at. */
export interface Standing {
  readonly funnel: StatusResult['funnel']
  readonly evidence: StatusResult['evidence']
  readonly running: StatusResult['running']
  readonly conflicts: number
}

/** What to do next, most useful first, each with the command that does it; at most five. */
export function nextSteps(standing: Standing): readonly Step[] {
  const { evidence, running, conflicts } = standing
  const at = (stage: string) => standing.funnel.find((step) => step.stage === stage)
  const undone = (stage: string) => (at(stage)?.vms ?? 0) === 0 || at(stage)?.stale === true
  if ((at('discover')?.vms ?? 0) === 0)
    return [
      {
        why: 'Nothing was discovered yet: begin with what you have.',
        command: 'causeway discover <vCenter, RVTools workbook, OVA or CSV>',
      },
    ]
  const steps: Step[] = []
  for (const run of running) {
    if (run.state === 'interrupted' || run.state === 'left behind' || run.state === 'failed')
      steps.push({
        why: `The run ${run.run} (${run.what}) is ${run.state}; it goes on from its checkpoint.`,
        command: `causeway resume ${run.run}`,
      })
    if (run.state === 'needs-human')
      steps.push({
        why: `The run ${run.run} (${run.what}) waits for a person.`,
        command: `causeway run ${run.run}`,
      })
  }
  if (evidence.files === 0)
    steps.push({
      why: 'No evidence yet: who names the addresses of these VMs is not known.',
      command: 'causeway evidence add <firewall, DNS, balancer, monitoring and configuration files>',
    })
  else if (undone('trace'))
    steps.push({
      why: 'Evidence was added since the blast radii were counted.',
      command: 'causeway trace --all',
    })
  if (undone('assess'))
    steps.push({ why: 'The VMs were not assessed with what is known now.', command: 'causeway assess --all' })
  if (undone('plan')) steps.push({ why: 'There is no plan for what is known now.', command: 'causeway plan' })
  else if (undone('translate'))
    steps.push({
      why: 'The plan was not translated yet.',
      command: 'causeway translate --out repository --check',
    })
  if (conflicts > 0)
    steps.push({
      why: `Sources disagree on ${conflicts} ${conflicts === 1 ? 'fact' : 'facts'}; each VM's page shows both values.`,
      command: 'causeway conflicts',
    })
  if (evidence.notUnderstood > 0)
    steps.push({
      why: `${evidence.notUnderstood} statements of the evidence were not understood.`,
      command: 'causeway evidence list',
    })
  if (steps.length === 0)
    steps.push({
      why: 'Everything is up to date: look at what the owner of a VM will ask.',
      command: 'causeway report <vm> --out reports',
    })
  return steps.slice(0, 5)
}

/** Kinds of evidence in order of how much they usually settle, and what stays open without each. */
const missing: readonly { readonly kinds: readonly string[]; readonly file: string; readonly why: string }[] =
  [
    {
      kinds: ['flows-csv'],
      file: 'a flow export of 30 days (NetFlow, Aria, firewall log) as CSV',
      why: 'without flows nobody knows who talks to whom',
    },
    {
      kinds: ['panos', 'iptables'],
      file: 'the rules of the perimeter and data-centre firewalls',
      why: 'without them no rule that names an address is known',
    },
    { kinds: ['bind'], file: 'the DNS zones', why: 'without them names and time-to-live are not known' },
    { kinds: ['cmdb'], file: 'the CMDB export with owners', why: 'without it most artefacts have no owner' },
    {
      kinds: ['haproxy'],
      file: 'the load balancer configuration',
      why: 'without it pool members are not known',
    },
    {
      kinds: ['prometheus', 'nagios'],
      file: 'the monitoring configuration',
      why: 'without it targets that would go silent are not known',
    },
    {
      kinds: ['config-tree'],
      file: 'the application configuration repositories',
      why: 'without them literal addresses stay unknown until they break',
    },
  ]

/** The one file that would settle most unknowns: the first kind of evidence that nobody gave, open for every VM. */
export function settles(kinds: readonly string[], vms: number): StatusResult['settles'] {
  if (vms === 0) return undefined
  const next = missing.find((one) => !one.kinds.some((kind) => kinds.includes(kind)))
  return next && { file: next.file, why: next.why, unknowns: vms }
}
