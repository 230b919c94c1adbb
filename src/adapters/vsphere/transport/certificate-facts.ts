import { createHash, type X509Certificate } from 'node:crypto'
import type { PreflightCertificate } from '../../../ports/preflight.ts'

/** What is known of the certificate that a vCenter shows; its doubt is why this machine does not trust it. */
export type CertificateFacts = Omit<PreflightCertificate, 'pinned'>

/** A certificate in words. */
export function factsOf(certificate: X509Certificate, host: string, doubt?: string): CertificateFacts {
  const match = isAddress(host) ? certificate.checkIP(host) : certificate.checkHost(host)
  return {
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: (certificate.subjectAltName ?? '')
      .split(', ')
      .filter((name) => name !== '')
      .map((name) => name.replace(/^(?:DNS|IP Address):/, '')),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    namesHost: match !== undefined,
    ...(doubt === undefined ? {} : { doubt }),
  }
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^[\d.]+$/.test(host)
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ')
}
