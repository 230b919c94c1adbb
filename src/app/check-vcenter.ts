import type { VcenterChecked, VcenterLogin } from '../contract/vcenters.ts'
import { Problem, problem } from '../model/problems/index.ts'
import type { AppContext } from './context.ts'
import { preflight } from './preflight.ts'
import { vcenterAddress, vcenterCredentials, vcenterInput } from './vcenter-input.ts'

/** A page waits no longer than this; the command line looks as long as it takes. */
const longestMilliseconds = 90_000

/**
 * Looks at a vCenter before anything is read of it. A certificate that nobody vouches for is an answer with its
 * fingerprint, for a person to compare: not a byte was sent, the password least of all.
 */
export async function checkVcenter(context: AppContext, login: VcenterLogin): Promise<VcenterChecked> {
  const { host } = vcenterInput(login).url
  const late = AbortSignal.timeout(longestMilliseconds)
  const progress = { ...context.progress, signal: AbortSignal.any([context.progress.signal, late]) }
  const request = { url: vcenterAddress(login), credentials: vcenterCredentials(login), all: false }
  const now = () => Date.parse(context.clock.now())
  try {
    return {
      kind: 'checked',
      preflight: await preflight(context.adapters.preflight, request, progress, now),
    }
  } catch (error) {
    if (error instanceof Problem && error.code === 'vcenter-certificate-unverified') return untrusted(error)
    if (!late.aborted) throw error
    const why = `no answer within ${longestMilliseconds / 1000} seconds`
    throw problem('vcenter-unreachable', { host, why }, error)
  }
}

function untrusted({ values }: Problem): VcenterChecked {
  const said = (name: string): string => String(values[name] ?? '')
  return {
    kind: 'untrusted',
    host: said('host'),
    why: said('why'),
    fingerprint: said('fingerprint'),
    subject: said('subject'),
    issuer: said('issuer'),
    validTo: said('validTo'),
  }
}
