import { verify, X509Certificate } from 'node:crypto'

/** What the certificate of a package says of its manifest. */
export interface SignatureReading {
  /** Names of the certificate's subject, on one line. */
  readonly signer: string
  /** `holds`: the manifest is the one that was signed. */
  readonly outcome: 'holds' | 'broken' | 'unreadable'
  /** What a person must know to trust it: who issued it, and whether its time is over. */
  readonly remarks: readonly string[]
}

/**
 * Checks a `.cert` file (DSP0243, 5.1): a line `SHA256(name.mf)= hex` with the signature of the manifest, and the
 * certificate in PEM. Whether the signer is to be trusted is not decided here: there is no list of whom to trust.
 */
export function readSignature(text: string, manifest: Uint8Array, now: Date): SignatureReading {
  const line = /^SHA(1|256|512) {0,4}\([^()\n]{1,1024}\) {0,4}= {0,4}([0-9a-f]{64,4096})\s*$/im.exec(text)
  const pem = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,65536}-----END CERTIFICATE-----/.exec(text)?.[0]
  const certificate = pem === undefined ? undefined : parsed(pem)
  if (!line || !certificate) {
    const lost = certificate ? 'it has no signature of the manifest' : 'it has no certificate in PEM'
    return { signer: 'nobody', outcome: 'unreadable', remarks: [lost] }
  }
  const signature = Buffer.from(line[2] ?? '', 'hex')
  const remarks: string[] = []
  if (certificate.issuer === certificate.subject) remarks.push('signed by itself: it proves no name')
  // Node 20 gives the times as text: `Nov 21 07:33:43 2026 GMT`.
  if (now < new Date(certificate.validFrom)) remarks.push(`not valid before ${certificate.validFrom}`)
  if (now > new Date(certificate.validTo)) remarks.push(`expired on ${certificate.validTo}`)
  return {
    signer: certificate.subject.split('\n').join(', ').slice(0, 400),
    outcome: isSigned(`sha${line[1] ?? ''}`, manifest, certificate, signature) ? 'holds' : 'broken',
    remarks,
  }
}

function isSigned(
  algorithm: string,
  manifest: Uint8Array,
  certificate: X509Certificate,
  signature: Buffer,
): boolean {
  try {
    return verify(algorithm, manifest, certificate.publicKey, signature)
  } catch {
    return false
  }
}

function parsed(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}
