import { TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { CommandLine } from '../../parts/command.tsx'

/** A vCenter is read from the terminal: its password is never typed into a page. What is read shows here as it comes. */
export function VcenterCommand() {
  const [host, setHost] = useState('')
  const [user, setUser] = useState('')
  const words = [plain(host, 'vcenter.example.com'), ...(user === '' ? [] : ['--user', plain(user, '')])]
  return (
    <div className="cw-vcenter">
      <div className="cw-vcenter-fields">
        <TextInput
          aria-label="Host of the vCenter"
          placeholder="vcenter.example.com"
          value={host}
          onChange={(_, value) => setHost(value)}
        />
        <TextInput
          aria-label="User of the vCenter"
          placeholder="reader@vsphere.local"
          value={user}
          onChange={(_, value) => setUser(value)}
        />
      </div>
      <p className="cw-soft">
        Run this in a terminal of the workspace. The password is asked for there, and never in a page; what is
        read shows below while it comes.
      </p>
      <CommandLine text={`causeway discover ${words.join(' ')} --check`} />
      <br />
      <CommandLine text={`causeway discover ${words.join(' ')}`} />
    </div>
  )
}

/** In quotes where a shell would make something else of it. */
function plain(text: string, instead: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return instead
  return /^[\w.:@/\\-]+$/.test(trimmed) ? trimmed : `'${trimmed.replaceAll("'", "'\\''")}'`
}
