import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate that nobody signed but itself, with its key, in PEM. */
export interface SelfSigned {
  readonly key: string
  readonly cert: string
  /** SHA-256 of the certificate, 64 lower-case hex digits. */
  readonly fingerprint: string
  /** SHA-1 in pairs with colons, as an export lease names it. */
  readonly thumbprint: string
}

/** Makes a self-signed certificate for a common name, valid for an hour. */
export function selfSigned(commonName: string): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const ecdsaSha256 = sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = sequence(
    node(0x31, sequence(identifier(0x55, 0x04, 0x03), node(0x0c, Buffer.from(commonName)))),
  )
  const now = Date.now()
  const body = sequence(
    node(0xa0, node(0x02, Buffer.from([2]))),
    node(0x02, Buffer.from([1])),
    ecdsaSha256,
    name,
    sequence(time(now - 60_000), time(now + 3_600_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const der = sequence(
    body,
    ecdsaSha256,
    node(0x03, Buffer.concat([Buffer.from([0]), signature(body, privateKey)])),
  )
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    thumbprint: createHash('sha1')
      .update(der)
      .digest('hex')
      .toUpperCase()
      .replace(/..(?=.)/g, '$&:'),
  }
}

function signature(body: Buffer, key: KeyObject): Buffer {
  return sign('sha256', body, key)
}

/** One DER element: tag, length, content. */
function node(tag: number, ...content: Buffer[]): Buffer {
  const all = Buffer.concat(content)
  const length =
    all.length < 128
      ? [all.length]
      : all.length < 256
        ? [0x81, all.length]
        : [0x82, all.length >> 8, all.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), all])
}

function sequence(...content: Buffer[]): Buffer {
  return node(0x30, ...content)
}

function identifier(...bytes: number[]): Buffer {
  return node(0x06, Buffer.from(bytes))
}

function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return node(0x17, Buffer.from(`${digits}Z`))
}
