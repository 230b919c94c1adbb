import { createHash, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ovfReader } from '../src/adapters/ovf/index.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { selfSigned } from './fakes/vsphere/certificate.ts'

const folder = mkdtempSync(join(tmpdir(), 'causeway-signature-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const reader = ovfReader
const { key, cert } = selfSigned('Harbour Exports')
const descriptor = `<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
  <References><File ovf:id="f" ovf:href="crane.vmdk" ovf:size="8" ovf:chunkSize="5"/><File ovf:id="g" ovf:href="log.vmdk.gz" ovf:compression="gzip"/></References>
  <DiskSection><Disk ovf:diskId="d" ovf:fileRef="f" ovf:capacity="1" ovf:parentRef="base"/></DiskSection>
  <VirtualSystem ovf:id="crane"><Name>crane</Name><VirtualHardwareSection/></VirtualSystem>
</Envelope>`

/** A package of a descriptor and a disk in two parts, signed; `tamper` changes the manifest afterwards. */
function packed(name: string, tamper: (manifest: string) => string = (manifest) => manifest): string {
  const path = (file: string) => join(folder, file)
  const files: readonly (readonly [string, string])[] = [
    [`${name}.ovf`, descriptor],
    ['crane.vmdk.000000000', 'KDMV!'],
    ['crane.vmdk.000000001', 'two'],
  ]
  for (const [file, text] of files) writeFileSync(path(file), text)
  const lines = files.map(
    ([file, text]) => `SHA256(${file})= ${createHash('sha256').update(text).digest('hex')}\n`,
  )
  const manifest = lines.join('')
  const signature = sign('sha256', Buffer.from(manifest), key).toString('hex')
  writeFileSync(path(`${name}.mf`), tamper(manifest))
  writeFileSync(path(`${name}.cert`), `SHA256(${name}.mf)= ${signature}\n${cert}`)
  return path(`${name}.ovf`)
}

async function reportOf(path: string) {
  for await (const reading of reader.read({ kind: 'file', path, name: 'crane.ovf' }, silentProgress())) {
    for await (const _ of reading.observations) continue
    return reading.report()
  }
  throw new Error('nothing was read')
}

test('a signed package: who signed it, its parts are there, and what a move will not take is said', async () => {
  const report = await reportOf(packed('crane'))
  const signed = 'The manifest is signed by CN=Harbour Exports; signed by itself: it proves no name'
  expect(report.coverage.find(({ part }) => part === 'certificate')?.known).toEqual([signed])
  expect(report.missing).toContain(`${signed}.`)
  expect(report.missing).toContain('log.vmdk.gz is named by the descriptor and is not there.')
  expect(report.missing.join('\n')).not.toContain('crane.vmdk is named')
  expect(report.unknown).toEqual([
    'Disk d: no machine of the package has it',
    'crane.vmdk is cut into 2 parts: join them before it is moved',
    'log.vmdk.gz is compressed with gzip: unpack it before it is moved',
    'disk d holds only what differs from base: it cannot be moved alone',
  ])
  expect(report.coverage.find(({ part }) => part === 'manifest')?.known).toEqual([
    'crane.ovf',
    'crane.vmdk.000000000',
    'crane.vmdk.000000001',
  ])
})

test('a manifest that was changed after it was signed is refused by the name of the signer', async () => {
  const path = packed('changed', (manifest) => `${manifest}\n`)
  await expect(reportOf(path)).rejects.toThrow(
    'the certificate of CN=Harbour Exports does not belong to this manifest',
  )
})
