import { Label } from '@patternfly/react-core'
import type { VmResult } from '../../../src/contract/vms.ts'
import { CommandLine } from '../../parts/command.tsx'

const colours = { block: 'red', act: 'orange', inform: 'grey' } as const

/** What to know before it moves, and what the sources could not answer. */
export function Findings({ vm }: { readonly vm: VmResult }) {
  if (vm.disposition === undefined && vm.platform === undefined) {
    return (
      <div className="cw-facts">
        <p>This VM was not assessed yet.</p>
        <CommandLine text="causeway assess --all" />
      </div>
    )
  }
  return (
    <div className="cw-facts">
      <h2>{vm.disposition ?? 'Not to be moved'}</h2>
      <ul>
        {vm.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <h2>Findings</h2>
      {vm.findings.length === 0 ? <p className="cw-soft">No rule fired.</p> : undefined}
      <ul className="cw-findings">
        {vm.findings.map((finding) => (
          <li key={`${finding.id} ${finding.text}`}>
            <Label color={colours[finding.severity]} isCompact>
              {finding.severity}
            </Label>{' '}
            <strong>{finding.text}</strong> <code className="cw-soft">{finding.id}</code>
            <p>{finding.remedy}</p>
            <p className="cw-soft cw-small">Seen: {finding.evidence}</p>
          </li>
        ))}
      </ul>
      {vm.notAssessable.length > 0 ? (
        <>
          <h2>Not assessable from these sources</h2>
          <ul>
            {vm.notAssessable.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </>
      ) : undefined}
    </div>
  )
}
