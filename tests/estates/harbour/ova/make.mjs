// Makes the two packages of this folder again: gate-kiosk-01 with a disk by qemu-img, tally-print-01 with disks in the
// form that VMware exports (from our own writer). Deterministic but for what qemu-img puts into its descriptor.
//   node tests/estates/harbour/ova/make.mjs
import { execFileSync } from 'node:child_process'
import { createCipheriv, createHash } from 'node:crypto'
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '../../../..')
const work = mkdtempSync(join(tmpdir(), 'causeway-ova-'))
const mib = 1024 * 1024
const gib = 1024 * mib

async function load(path) {
  const outfile = join(work, `${path.replaceAll('/', '-')}.mjs`)
  await build({ entryPoints: [join(root, path)], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' })
  return import(pathToFileURL(outfile).href)
}

const { writeStreamOptimized } = await load('src/adapters/vmdk/write.ts')
const { writeTar } = await load('src/formats/tar/write.ts')

/** Runs of bytes by offset: a partition table, then text, code-like and random stretches over the disk. */
function contents(name, virtualBytes) {
  const seed = createHash('sha256').update(name).digest()
  const random = createCipheriv('aes-128-ctr', seed.subarray(0, 16), seed.subarray(16))
  const mbr = Buffer.alloc(512)
  mbr.set([0xeb, 0x63, 0x90])
  mbr.set([0x80, 0x20, 0x21, 0x00, 0x83, 0xfe, 0xff, 0xff, 0x00, 0x08, 0x00, 0x00], 446)
  mbr.writeUInt32LE(virtualBytes / 512 - 2048, 458)
  mbr.set([0x55, 0xaa], 510)
  const runs = [[0, mbr]]
  const lines = (count, word) =>
    Buffer.from(Array.from({ length: count }, (_, at) => `2026-09-${String(1 + (at % 28)).padStart(2, '0')}T06:${String(at % 60).padStart(2, '0')}:00Z ${name} ${word}[${at}]: berth ${at % 17}, crane ${at % 5}, ok\n`).join(''))
  runs.push([1 * mib, lines(4000, 'kiosk')])
  runs.push([virtualBytes / 4, random.update(Buffer.alloc(192 * 1024))])
  runs.push([virtualBytes / 2 + 64 * 1024, lines(1500, 'journal')])
  runs.push([virtualBytes - 128 * 1024, Buffer.concat([random.update(Buffer.alloc(4096)), Buffer.alloc(128 * 1024 - 4096)])])
  return runs
}

function rawFile(name, virtualBytes) {
  const path = join(work, `${name}.raw`)
  const handle = openSync(path, 'w')
  ftruncateSync(handle, virtualBytes)
  for (const [at, bytes] of contents(name, virtualBytes)) writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
  return path
}

function qemuDisk(name, virtualBytes) {
  const vmdk = join(work, `${name}.vmdk`)
  execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'vmdk', '-o', 'subformat=streamOptimized', rawFile(name, virtualBytes), vmdk])
  return readFileSync(vmdk)
}

function vmwareDisk(name, virtualBytes) {
  const runs = contents(name, virtualBytes)
  const disk = {
    virtualBytes,
    grain(offset, length) {
      const grain = new Uint8Array(length)
      for (const [at, bytes] of runs) {
        const from = Math.max(at, offset)
        const to = Math.min(at + bytes.length, offset + length)
        if (from < to) grain.set(bytes.subarray(from - at, to - at), from - offset)
      }
      return grain
    },
  }
  return Buffer.concat([...writeStreamOptimized(disk, { file: `${name}.vmdk`, level: 6 })])
}

function writeOva(name, ovf, disks) {
  const files = [{ name: `${name}.ovf`, bytes: Buffer.from(ovf) }, ...disks]
  const manifest = files.map((file) => `SHA256(${file.name})= ${createHash('sha256').update(file.bytes).digest('hex')}\n`).join('')
  const [descriptor, ...rest] = files
  const members = [descriptor, { name: `${name}.mf`, bytes: Buffer.from(manifest) }, ...rest]
  writeFileSync(join(here, `${name}.ova`), writeTar(members))
}

const kiosk = qemuDisk('gate-kiosk-01-disk1', 2 * gib)
writeOva('gate-kiosk-01', readFileSync(join(here, 'gate-kiosk-01.ovf.in'), 'utf8').replace('@SIZE1@', kiosk.length), [
  { name: 'gate-kiosk-01-disk1.vmdk', bytes: kiosk },
])
const tally1 = vmwareDisk('tally-print-01-disk1', 3 * gib)
const tally2 = vmwareDisk('tally-print-01-disk2', 512 * mib)
const nvram = Buffer.alloc(8684, 0xff)
writeOva(
  'tally-print-01',
  readFileSync(join(here, 'tally-print-01.ovf.in'), 'utf8').replace('@SIZE1@', tally1.length).replace('@SIZE2@', tally2.length),
  [
    { name: 'tally-print-01-disk1.vmdk', bytes: tally1 },
    { name: 'tally-print-01-disk2.vmdk', bytes: tally2 },
    { name: 'tally-print-01-file1.nvram', bytes: nvram },
  ],
)
rmSync(work, { recursive: true })
