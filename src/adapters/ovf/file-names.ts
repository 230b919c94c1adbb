import type { OvfDescriptor } from './schema.ts'

/** Whether a descriptor means something that never lies beside it: an address, a file of a folder, a file without a name. */
export function isElsewhere(href: string): boolean {
  if (href === '' || /^https?:\/\//i.test(href)) return true
  // What would lead out of the folder is refused by who opens it.
  return /^[^\\\0:/]+\/[^\\\0]+$/.test(href) && !href.startsWith('/') && !href.split('/').includes('..')
}

/**
 * The descriptor with the names that its files have beside it: `my%20disk.vmdk` and `./disk.vmdk` mean `my disk.vmdk` and
 * `disk.vmdk`, and umlauts are one sign or two. What lies elsewhere is told and not looked for.
 */
export function withNamesBeside(
  descriptor: OvfDescriptor,
  names: readonly string[],
  folder: boolean,
): OvfDescriptor {
  const there = new Set(names)
  const composed = new Map(names.map((name) => [name.normalize('NFC'), name]))
  const files = descriptor.files.map((file) => {
    if (there.has(file.href)) return file
    const plain = file.href.replace(/^(?:\.\/)+/, '')
    const found = [plain, unescaped(plain)]
      .map((one) => composed.get(one.normalize('NFC')))
      .find((one) => one)
    return { ...file, href: found ?? plain }
  })
  const findings = files
    .filter(({ href }) => (folder || !there.has(href)) && isElsewhere(href))
    .map(({ id, href }) => {
      const name =
        href === '' ? 'has no name' : `is ${JSON.stringify(href.slice(0, 200))}, not beside the descriptor`
      return { where: `file ${id}`, what: `it ${name}: it is not looked for` }
    })
  return { ...descriptor, files, findings: [...descriptor.findings, ...findings] }
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
