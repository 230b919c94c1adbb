import { markdownText } from '../../lib/markdown.ts'
import type { Loss } from '../../model/manifest.ts'
import type { Wave } from '../../model/plan.ts'
import type { TranslateInput } from './input.ts'
import type { TranslatedVm } from './result.ts'

/** A page of thousands of lines helps nobody; the whole list is in the answer of the command. */
const mostLosses = 500

/** What is true of every machine and would only be noise on each of them. */
const always = `- The vendor in the SMBIOS table is the cluster’s, not VMware: software that is licensed on it notices.
- The content of NVRAM and TPM, memory of suspended machines and the tree of snapshots stay behind.
- Network cards and disks stand in other PCI slots; virtual hardware version, video memory and 3D are KubeVirt’s.
- VMware Tools do nothing any more: the QEMU guest agent takes their place, and NTP the place of their clock.
- Addresses are set in the guest, never in a manifest.`

/** The page at the root of the repository. */
export function repositoryReadme(
  input: TranslateInput,
  machines: readonly TranslatedVm[],
  losses: readonly Loss[],
): string {
  const lost = losses.filter(({ grade }) => grade === 'lost').length
  const count = (wave: string): number => machines.filter((each) => each.wave === wave).length
  const waves = input.plan.waves.map(
    ({ id, kind, start }) =>
      `| [${markdownText(id)}](waves/${id}/README.md) | ${markdownText(kind)} | ${markdownText(start)} | ${count(id)} |`,
  )
  return `# Machines on their way from vSphere to KubeVirt

Written by Causeway from the plan ${markdownText(input.plan.hash.slice(0, 12))} for KubeVirt ${input.target.kubevirt}. ${machines.length} machines in ${input.plan.waves.length} waves.

| Wave | Kind | Starts | Machines |
| --- | --- | --- | ---: |
${waves.join('\n')}

## What applying it does, and does not

Every machine is **Halted** until its cut-over. Applying this repository starts no machine, makes no empty disk and deletes nothing.

1. \`kubectl apply --server-side -k base\`: namespaces and networks.
2. \`kubectl apply --server-side -k waves/<wave>/vms\`: the machines of a wave, halted.
3. \`causeway move <wave>\` applies \`waves/<wave>/disks\` and fills the disks. By hand, read the page in that folder first: it says how much storage is reserved.
4. The cut-over sets \`spec.runStrategy\` to what the annotation \`causeway.dev/run-strategy-after-cutover\` says. Commit it here: a change by hand survives the next translation.

With Argo CD: \`kubectl apply --server-side -k applications\`. The Applications have no automated sync and none reads a folder \`disks\`.

The branch \`generated\` holds what Causeway wrote, this branch the same with the changes of people. \`git diff generated\` shows those.

## What is not carried

${losses.length} things are not carried, or not wholly; ${lost} of them are lost. Each wave’s page lists its own. True of every machine:

${always}
`
}

/** The page of a wave. */
export function waveReadme(wave: Wave, machines: readonly TranslatedVm[]): string {
  const rows = machines.map(({ machine, vm, dataVolumes, losses }) => {
    const { cpu, memory, devices } = machine.spec.template.spec.domain
    const size = dataVolumes.reduce(
      (sum, { spec }) => sum + Number.parseInt(spec.storage.resources.requests.storage, 10),
      0,
    )
    return `| ${markdownText(vm.name)} | ${machine.metadata.namespace}/${machine.metadata.name} | ${cpu.sockets * cpu.cores} | ${memory.guest} | ${devices.disks.length} | ${Math.ceil(size / 1024)} | ${devices.interfaces.length} | ${losses.length} |`
  })
  const losses = machines.flatMap((each) => each.losses)
  const shown = losses
    .slice(0, mostLosses)
    .map(
      ({ vm, field, grade, why }) =>
        `| ${markdownText(vm)} | ${markdownText(field)} | ${grade} | ${markdownText(why)} |`,
    )
  const more =
    losses.length > mostLosses
      ? `\n${losses.length - mostLosses} more are in the answer of \`causeway translate --json\`.\n`
      : ''
  const gates = wave.gates.map(
    ({ text, before, owner }) =>
      `- before ${before}: ${markdownText(text)}${owner ? ` (${markdownText(owner)})` : ''}`,
  )
  return `# ${markdownText(wave.id)}: ${markdownText(wave.kind)}

From ${markdownText(wave.start)} to ${markdownText(wave.end)}; cut-over window ${markdownText(wave.window.start)} to ${markdownText(wave.window.end)} (${wave.window.minutes} minutes).

${gates.length > 0 ? `## Gates\n\n${gates.join('\n')}\n\n` : ''}## Machines

\`vms/\` holds ${machines.length} machines, all halted. \`disks/\` holds their disks, which only \`causeway move\` or a person applies: [what that reserves](disks/README.md).

| In vSphere | In Kubernetes | CPUs | Memory | Disks | GiB | NICs | Losses |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}

## What is not carried

${losses.length === 0 ? 'Everything that the sources say is carried.' : `| Machine | Field | Grade | Why |\n| --- | --- | --- | --- |\n${shown.join('\n')}`}
${more}`
}
