import { CommandLine } from '../../parts/command.tsx'
import type { Login } from './vcenter-login.ts'

/** The same from a terminal, where the password is asked for by a prompt. */
export function VcenterCommand({ login }: { readonly login: Login }) {
  const { source, user, pin } = login
  const words = [
    'causeway discover',
    plain(source, 'vcenter.example.com'),
    ...(user.trim() === '' ? [] : ['--user', plain(user, '')]),
    ...(pin.trim() === '' ? [] : ['--pin', plain(pin, '')]),
  ]
  return (
    <p className="cw-soft cw-vcenter-command">
      From a terminal: <CommandLine text={words.join(' ')} />
    </p>
  )
}

/** In quotes where a shell would make something else of it. */
function plain(text: string, instead: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return instead
  return /^[\w.:@/\\-]+$/.test(trimmed) ? trimmed : `'${trimmed.replaceAll("'", "'\\''")}'`
}
