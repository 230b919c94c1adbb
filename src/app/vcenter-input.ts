import type { VcenterLogin } from '../contract/vcenters.ts'
import { problem } from '../model/problems/index.ts'
import type { WatchedInput } from '../ports/source-watcher.ts'
import { type Credentials, sourceArgument } from './source-argument.ts'

/** The address of a vCenter that came through the API: a name is never taken for a file of the server. */
export function vcenterAddress({ source }: Pick<VcenterLogin, 'source'>): string {
  const address = source.includes('://') ? source : `https://${source}`
  if (!/^https?:\/\//.test(address)) throw problem('source-not-found', { wanted: source })
  return address
}

/** Who logs in. */
export function vcenterCredentials({ user, password, pin }: VcenterLogin): Credentials {
  return { user, password: async () => password, ...(pin === undefined ? {} : { pin }) }
}

/** What a reader or a watcher is given. */
export function vcenterInput(login: VcenterLogin): WatchedInput {
  const input = sourceArgument(vcenterAddress(login), vcenterCredentials(login))
  if (input.kind !== 'endpoint') throw problem('source-not-found', { wanted: login.source })
  return input
}
