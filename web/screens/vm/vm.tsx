import { PageSection } from '@patternfly/react-core'
import { useParams } from 'react-router'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'

/** One VM, everything known. */
export function VmScreen() {
  const { id = '' } = useParams()
  const asked = useAnswer('vm', { params: { id } })
  return (
    <WhenHere asked={asked} what="This VM">
      {(vm) => (
        <>
          <ScreenHead title={vm.name} command={`causeway vm ${vm.id}`} />
          <PageSection>{vm.addresses.join(', ')}</PageSection>
        </>
      )}
    </WhenHere>
  )
}
