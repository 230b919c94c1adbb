import { Button, Checkbox } from '@patternfly/react-core'
import { useId, useState } from 'react'
import type { VcenterUntrusted } from '../../../src/contract/vcenters.ts'
import { CommandLine } from '../../parts/command.tsx'
import { minute } from '../../words/measure.ts'
import { inPairs } from './vcenter-login.ts'

const onVcenter =
  '/usr/lib/vmware-vmafd/bin/vecs-cli entry getcert --store MACHINE_SSL_CERT --alias __MACHINE_CERT | openssl x509 -noout -fingerprint -sha256'
const onHost = 'openssl x509 -noout -fingerprint -sha256 -in /etc/vmware/ssl/rui.crt'

/** A certificate that nobody vouches for: its fingerprint, where to compare it, and the click that trusts this one and no other. */
export function VcenterCertificate({
  certificate,
  onTrust,
}: {
  readonly certificate: VcenterUntrusted
  readonly onTrust: () => void
}) {
  const id = useId()
  const [same, setSame] = useState(false)
  const { host, why, fingerprint, subject, issuer, validTo } = certificate
  return (
    <section aria-label={`Certificate of ${host}`} className="cw-certificate">
      <p>
        <strong>Nothing was sent to {host}</strong>: its certificate is not trusted here, because {why}.
      </p>
      <dl className="cw-pairs">
        <dt>SHA-256</dt>
        <dd className="cw-mono">{inPairs(fingerprint)}</dd>
        <dt>Made for</dt>
        <dd>{subject}</dd>
        <dt>Signed by</dt>
        <dd>{issuer}</dd>
        <dt>Valid until</dt>
        <dd>{minute(validTo)} UTC</dd>
      </dl>
      <details>
        <summary>Where to see it on the vCenter or the host itself</summary>
        <p>In a shell of the vCenter appliance:</p>
        <CommandLine text={onVcenter} />
        <p>In a shell of an ESXi host:</p>
        <CommandLine text={onHost} />
      </details>
      <Checkbox
        id={id}
        label="The vCenter itself shows the same fingerprint"
        isChecked={same}
        onChange={(_, checked) => setSame(checked)}
      />
      <Button size="sm" isDisabled={!same} onClick={onTrust}>
        Trust this certificate, and check again
      </Button>
    </section>
  )
}
