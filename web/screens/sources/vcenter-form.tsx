import { Button, Form, FormGroup, TextInput } from '@patternfly/react-core'
import { useId } from 'react'
import { errorWords } from '../../parts/error-words.ts'
import { VcenterCertificate } from './vcenter-certificate.tsx'
import { VcenterCommand } from './vcenter-command.tsx'
import { type Login, useVcenterLogin } from './vcenter-login.ts'
import { VcenterPrivileges } from './vcenter-privileges.tsx'
import { VcenterRun } from './vcenter-run.tsx'

const fields = [
  ['source', 'Address', 'vcenter.example.com', 'text'],
  ['user', 'User', 'reader@vsphere.local', 'text'],
  ['password', 'Password', '', 'password'],
  ['pin', 'SHA-256 of the certificate, where no authority vouches for it', 'shown by the check', 'text'],
] as const satisfies readonly (readonly [keyof Login, string, string, string])[]

/** A vCenter or one ESXi host: checked first, then read once, or read and followed. */
export function VcenterForm() {
  const id = useId()
  const { login, talk, change, check, trust, read, watch, again } = useVcenterLogin()
  const busy = talk.kind === 'checking' || talk.kind === 'handing-over'
  const whole = login.source.trim() !== '' && login.user.trim() !== '' && login.password !== ''
  if (talk.kind === 'reading') return <VcenterRun run={talk.run} onEnd={again} />
  return (
    <div className="cw-vcenter">
      <Form
        className="cw-vcenter-form"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          if (whole && !busy) void check()
        }}
      >
        {fields.map(([key, label, placeholder, type]) => (
          <FormGroup key={key} label={label} fieldId={`${id}-${key}`} className={`cw-vcenter-${key}`}>
            <TextInput
              id={`${id}-${key}`}
              type={type}
              value={login[key]}
              placeholder={placeholder}
              // Nothing that a browser would keep, or fill in by itself.
              autoComplete={type === 'password' ? 'new-password' : 'off'}
              spellCheck={false}
              isDisabled={busy}
              onChange={(_, value) => change({ [key]: value })}
            />
          </FormGroup>
        ))}
        <div className="cw-vcenter-acts">
          <Button type="submit" size="sm" isLoading={talk.kind === 'checking'} isDisabled={!whole || busy}>
            Check
          </Button>
          <span className="cw-soft">
            Looks at the certificate, the version and what the user may do. Nothing is read.
          </span>
        </div>
      </Form>
      <div aria-live="polite">
        {talk.kind === 'failed' ? <p className="cw-block">{errorWords(talk.error)}</p> : undefined}
        {talk.kind === 'untrusted' ? (
          <VcenterCertificate
            certificate={talk.certificate}
            onTrust={() => void trust(talk.certificate.fingerprint)}
          />
        ) : undefined}
        {talk.kind === 'checked' ? (
          <VcenterPrivileges
            preflight={talk.preflight}
            onRead={() => void read()}
            onWatch={() => void watch()}
          />
        ) : undefined}
        {talk.kind === 'handing-over' ? <p className="cw-soft">The read begins.</p> : undefined}
        {talk.kind === 'watching' ? (
          <p>
            {talk.host} is read and followed from here on; how it stands is below, under “Watched vCenters”.
          </p>
        ) : undefined}
      </div>
      <VcenterCommand login={login} />
    </div>
  )
}
