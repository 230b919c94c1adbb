import { existsSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { problem } from '../model/problems/index.ts'
import type { SourceInput } from '../ports/source-reader.ts'

/** What log-in needs beside the address. */
export interface Credentials {
  readonly user?: string
  readonly password: () => Promise<string>
  readonly pin?: string
  /** Folder for a recording of what is read. */
  readonly record?: string
}

/**
 * What a person names on the command line: an existing file or folder, or a vCenter as host, `user@host` or URL.
 * A password in the address is refused, since it would end up in the shell's history.
 */
export function sourceArgument(argument: string, credentials: Credentials): SourceInput {
  const path = resolve(argument)
  if (existsSync(path)) {
    if (credentials.record !== undefined) throw notRecordable(argument)
    const kind = statSync(path).isDirectory() ? 'folder' : 'file'
    return { kind, path, name: kind === 'folder' ? '' : basename(path) }
  }
  const url = endpointOf(argument)
  if (!url) throw problem('source-not-found', { wanted: argument })
  if (url.password !== '') throw problem('source-password-in-url', { host: url.host })
  const user = credentials.user ?? decodeURIComponent(url.username)
  if (user === '') throw problem('source-user-missing', { host: url.host })
  url.username = ''
  const pin = credentials.pin?.replaceAll(':', '').toLowerCase()
  if (pin !== undefined && !/^[0-9a-f]{64}$/.test(pin)) {
    throw problem('option-wrong', {
      option: '--pin',
      seen: credentials.pin ?? '',
      expected: '64 hexadecimal digits, with or without colons',
    })
  }
  return {
    kind: 'endpoint',
    url,
    user,
    password: credentials.password,
    ...(pin === undefined ? {} : { pin }),
    ...(credentials.record === undefined ? {} : { record: credentials.record }),
  }
}

function notRecordable(seen: string) {
  return problem('option-wrong', { option: '--record', seen, expected: 'a vCenter to read from' })
}

function endpointOf(argument: string): URL | undefined {
  const text = argument.startsWith('vcenter:') ? argument.slice('vcenter:'.length) : argument
  // user@domain@host is how vCenter's own users look; only the last @ parts user and host.
  const at = text.replace(/^https?:\/\//, '').lastIndexOf('@')
  const bare = text.replace(/^https?:\/\//, '')
  const [user, rest] = at < 0 ? ['', bare] : [bare.slice(0, at), bare.slice(at + 1)]
  const colon = user.indexOf(':')
  const scheme = text.startsWith('http://') ? 'http' : 'https'
  if (
    !/^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d+)?(\/.*)?$/i.test(rest) ||
    (!rest.includes('.') && !rest.includes(':') && text === argument && !text.includes('://') && at < 0)
  )
    return undefined
  const url = new URL(`${scheme}://${rest}`)
  if (url.pathname === '/' || url.pathname === '') url.pathname = '/sdk'
  if (colon >= 0) url.password = 'given'
  url.username = encodeURIComponent(colon >= 0 ? user.slice(0, colon) : user)
  return url
}
