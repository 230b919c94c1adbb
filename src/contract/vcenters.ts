import { z } from 'zod'
import { preflightResult } from './preflight.ts'

/** A vCenter and who asks it; the password is in no answer. */
export const vcenterLogin = z.object({
  /** `host`, or `https://host/sdk`. */
  source: z.string().min(1).max(300),
  user: z.string().min(1).max(300),
  password: z.string().max(1000),
  /** SHA-256 of the certificate. */
  pin: z.string().max(200).optional(),
})

/** A certificate that nobody vouches for: nothing was sent to it, and a person has to compare the fingerprint. */
const vcenterUntrusted = z.object({
  kind: z.literal('untrusted'),
  host: z.string(),
  why: z.string(),
  /** SHA-256, 64 hexadecimal digits: the `pin` of the next question. */
  fingerprint: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validTo: z.string(),
})

/** How a vCenter stands before anything is read of it. */
export const vcenterChecked = z.discriminatedUnion('kind', [
  vcenterUntrusted,
  z.object({ kind: z.literal('checked'), preflight: preflightResult }),
])

export type VcenterLogin = z.infer<typeof vcenterLogin>
export type VcenterUntrusted = z.infer<typeof vcenterUntrusted>
export type VcenterChecked = z.infer<typeof vcenterChecked>
