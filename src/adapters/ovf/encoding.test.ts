import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { kindOfFile, openPackage } from './package.ts'

const folder = mkdtempSync(join(tmpdir(), 'causeway-ovf-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = (encoding: string) =>
  `${encoding === '' ? '' : `<?xml version="1.0" encoding="${encoding}"?>\n`}<ovf:Envelope xmlns:ovf="o"><ovf:VirtualSystem ovf:id="p"><ovf:Name>Schleuse-Süd</ovf:Name></ovf:VirtualSystem></ovf:Envelope>`

const swapped = (words: string) => Buffer.from(`\ufeff${words}`, 'utf16le').swap16()

test.each([
  ['UTF-8', Buffer.from(text('UTF-8')), 0],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text('UTF-8')}`), 0],
  ['UTF-16 of Windows', Buffer.from(`\ufeff${text('UTF-16')}`, 'utf16le'), 0],
  ['UTF-16 the other way round', swapped(text('utf-16')), 0],
  ['UTF-16 without a mark', Buffer.from(text('UTF-16'), 'utf16le'), 0],
  ['western Windows, named', Buffer.from(text('windows-1252'), 'latin1'), 0],
  ['ISO-8859-1, named', Buffer.from(text('ISO-8859-1'), 'latin1'), 0],
  ['western Windows that says UTF-8', Buffer.from(text('UTF-8'), 'latin1'), 1],
  ['UTF-8 that says UTF-16', Buffer.from(text('UTF-16')), 0],
  ['no first line', Buffer.from(text('')), 0],
  ['a licence before it', Buffer.from(`<!-- ${'word '.repeat(4000)} -->${text('')}`), 0],
])('a descriptor in %s', async (_, bytes, findings) => {
  const path = join(folder, 'p.ovf')
  writeFileSync(path, bytes)
  expect(await kindOfFile(path)).toBe('ovf')
  const { descriptor } = await openPackage(path)
  expect(descriptor.systems.map(({ name }) => name)).toEqual(['Schleuse-Süd'])
  expect(descriptor.findings).toHaveLength(findings)
})

const filesOf = (...hrefs: readonly string[]) =>
  `<Envelope xmlns="o"><References>${hrefs.map((href, at) => `<File id="f${at}" href="${href}"/>`).join('')}</References><VirtualSystem id="p"><Name>p</Name></VirtualSystem></Envelope>`

test('files are found by the name that a descriptor means; what lies elsewhere is told, not looked for', async () => {
  const inner = mkdtempSync(join(folder, 'files-'))
  for (const name of ['my disk.vmdk', 'u\u0308ber.vmdk', 'plain.vmdk', '50%25.vmdk'])
    writeFileSync(join(inner, name), 'x')
  const path = join(inner, 'p.ovf')
  const elsewhere = ['https://cloud.example/disk.vmdk', 'images/disk.vmdk', '']
  writeFileSync(
    path,
    filesOf('my%20disk.vmdk', '\u00fcber.vmdk', './plain.vmdk', '50%25.vmdk', 'a%zz.vmdk', ...elsewhere),
  )
  const { descriptor, members } = await openPackage(path)
  const found = ['my disk.vmdk', 'u\u0308ber.vmdk', 'plain.vmdk', '50%25.vmdk']
  expect(descriptor.files.map(({ href }) => href)).toEqual([...found, 'a%zz.vmdk', ...elsewhere])
  expect([...members.keys()]).toEqual(['p.ovf', ...found])
  expect(descriptor.findings.map(({ where }) => where)).toEqual(['file f5', 'file f6', 'file f7'])
})

test.each(['../out.vmdk', '/etc/passwd', 'a/../../out', '..%2fout', 'C:/x', 'a\\b'])(
  'a name that leads out of the folder is refused or found nowhere: %s',
  async (href) => {
    const path = join(folder, 'q.ovf')
    writeFileSync(path, filesOf(href))
    const members = await openPackage(path).then(
      (pack) => [...pack.members.keys()],
      () => 'refused',
    )
    expect(members).toEqual(href === '..%2fout' ? ['q.ovf'] : 'refused')
  },
)
