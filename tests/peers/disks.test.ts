import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { writeStreamOptimized } from '../../src/adapters/vmdk/index.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import { diskPackages } from '../../src/main/disk-packages.ts'
import { diskOpener } from '../../src/main/disks.ts'
import type { DiskPlace } from '../../src/ports/disk.ts'
import { convertDisk } from '../../src/steps/convert/convert.ts'
import { hasTool } from './qemu.ts'

const mib = 1024 * 1024
const qemu = (...words: readonly string[]) => execFileSync('qemu-img', words, { encoding: 'utf8' })

describe.skipIf(!hasTool('qemu-img'))('qemu-img as the judge of disks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-qemu-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let made = 0

  async function convert(source: DiskPlace, format: 'raw' | 'qcow2'): Promise<string> {
    made += 1
    const work = join(folder, `${made}.${format}`)
    const input = { source, format, name: source.name, work, journal: `${work}.journal`, digests: ['sha256'] }
    await convertDisk(input, diskOpener, { saveCheckpoint: async () => {}, progress: silentProgress() })
    return work
  }

  const placeOf = (path: string): DiskPlace => ({
    path,
    name: 'disk.vmdk',
    offsetBytes: 0,
    sizeBytes: statSync(path).size,
  })

  /** A raw disk with text, noise, single bytes and holes; its last grain and block are cut. */
  function rawDisk(virtualBytes: number): string {
    const path = join(folder, `${virtualBytes}.raw`)
    const handle = openSync(path, 'w')
    ftruncateSync(handle, virtualBytes)
    const noise = Buffer.concat(
      Array.from({ length: 8192 }, (_, index) => createHash('sha256').update(`${index}`).digest()),
    )
    writeSync(handle, Buffer.from('log line of the harbour\n'.repeat(60_000)), 0, undefined, 0)
    for (const at of [3 * mib, 17 * mib + 4096, 40 * mib + 65_536])
      writeSync(handle, noise, 0, noise.length, at)
    writeSync(handle, Buffer.from([1]), 0, 1, 33 * mib - 1)
    writeSync(handle, Buffer.from([7]), 0, 1, virtualBytes - 1)
    closeSync(handle)
    return path
  }

  const forms = ['streamOptimized', 'monolithicSparse'] as const
  test.each(forms.flatMap((form) => [[form, 'raw'] as const, [form, 'qcow2'] as const]))(
    'its own %s becomes an identical %s',
    async (form, format) => {
      const raw = rawDisk(64 * mib + 5 * 512)
      const vmdk = join(folder, `${form}.vmdk`)
      qemu('convert', '-f', 'raw', '-O', 'vmdk', '-o', `subformat=${form}`, '-m', '16', '-W', raw, vmdk)
      const out = await convert(placeOf(vmdk), format)
      expect(qemu('compare', '-f', 'vmdk', '-F', format, vmdk, out).trim()).toBe('Images are identical.')
      if (format === 'qcow2')
        expect(qemu('check', '-f', 'qcow2', out)).toContain('No errors were found on the image.')
    },
  )

  test('it reads what we write in the form of VMware, footer and directory at the end', async () => {
    const raw = readFileSync(rawDisk(64 * mib + 5 * 512))
    const disk = {
      virtualBytes: raw.length,
      grain: (at: number, length: number) => raw.subarray(at, at + length),
    }
    const vmdk = join(folder, 'ours.vmdk')
    writeFileSync(vmdk, Buffer.concat([...writeStreamOptimized(disk, { file: 'ours.vmdk' })]))
    expect(qemu('check', '-f', 'vmdk', vmdk)).toContain('No errors were found on the image.')
    expect(qemu('compare', '-f', 'raw', '-F', 'vmdk', rawDisk(raw.length), vmdk).trim()).toBe(
      'Images are identical.',
    )
    const out = await convert(placeOf(vmdk), 'qcow2')
    expect(qemu('compare', '-f', 'raw', '-F', 'qcow2', rawDisk(raw.length), out).trim()).toBe(
      'Images are identical.',
    )
    expect(qemu('check', '-f', 'qcow2', out)).toContain('No errors were found on the image.')
  })

  test.each(['gate-kiosk-01', 'tally-print-01'])(
    'the disks of the sample package %s are identical in raw and qcow2',
    async (name) => {
      const pack = await diskPackages.open(`tests/estates/harbour/ova/${name}.ova`)
      for (const disk of pack.vms[0]?.disks ?? []) {
        const member = join(folder, disk.name)
        const whole = readFileSync(disk.place.path)
        writeFileSync(
          member,
          whole.subarray(disk.place.offsetBytes, disk.place.offsetBytes + disk.place.sizeBytes),
        )
        for (const format of ['raw', 'qcow2'] as const) {
          const out = await convert(disk.place, format)
          expect(qemu('compare', '-f', 'vmdk', '-F', format, member, out).trim()).toBe(
            'Images are identical.',
          )
        }
      }
    },
  )
})
