// Makes the disk image of the soak and the bench: a sparse raw file and the streamOptimized VMDK of it.
// The mix is that of a small server: random bytes, machine code, logs and mostly empty grains, in runs of 64 KiB to 8 MiB.
// The seed decides layout and bytes; machine code is taken from the running Node, so other versions give other bytes.
//   node scripts/make-seeded-image.mjs DIR [--virtual-mib 6144] [--data-mib 2880] [--seed 1] [--form qemu|vmware]
import { execFileSync } from 'node:child_process'
import { createCipheriv, createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL, fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const grain = 64 * 1024
const mib = 1024 * 1024

/** Seeded numbers from 0 to 1 (xorshift32). */
export function numbers(seed) {
  let state = seed * 2_654_435_761 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
}

/** The four kinds of contents, by their share of 1440 MiB. */
function contents(seed) {
  const next = numbers(seed)
  const key = createHash('sha256').update(`causeway ${seed}`).digest()
  const random = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16))
  const machineCode = readFileSync(process.execPath)
  const empty = Buffer.alloc(8 * mib)
  const makers = [
    [458, (bytes) => random.update(empty.subarray(0, bytes))],
    [
      618,
      (bytes) => {
        const from = Math.floor(next() * (machineCode.length - bytes))
        return Buffer.from(machineCode.subarray(from, from + bytes))
      },
    ],
    [
      208,
      (bytes) => {
        const lines = []
        for (let size = 0; size < bytes; ) {
          const line = `2026-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 9)}T0${Math.floor(next() * 9)}:${10 + Math.floor(next() * 49)}:22Z harbour-${Math.floor(next() * 40)} app[${Math.floor(next() * 32768)}]: request ${Math.floor(next() * 1e9).toString(16)} took ${Math.floor(next() * 900)} ms, ${['ok', 'retry', 'timeout', 'refused'][Math.floor(next() * 4)]}\n`
          lines.push(line)
          size += line.length
        }
        return Buffer.from(lines.join('')).subarray(0, bytes)
      },
    ],
    [
      154,
      (bytes) => {
        const buffer = Buffer.alloc(bytes)
        for (let at = 0; at < bytes; at += grain)
          buffer.writeUInt32LE(Math.floor(next() * 2 ** 32), at + Math.floor(next() * 8000) * 8)
        return buffer
      },
    ],
  ]
  return { next, makers }
}

/** Writes the sparse raw image; returns the bytes of data in it. */
export function makeRaw(path, { virtualMib, dataMib, seed }) {
  const { next, makers } = contents(seed)
  const total = makers.reduce((sum, [share]) => sum + share, 0)
  const handle = openSync(path, 'w')
  ftruncateSync(handle, virtualMib * mib)
  const gaps = virtualMib - dataMib
  let data = 0
  let at = 0
  while (data < dataMib * mib && at < virtualMib * mib) {
    const bytes = Math.min(
      grain * (1 + Math.floor(next() * 128)),
      virtualMib * mib - at,
      dataMib * mib - data,
    )
    let pick = next() * total
    const [, make] = makers.find(([share]) => (pick -= share) < 0) ?? makers[0]
    writeSync(handle, make(bytes), 0, bytes, at)
    data += bytes
    // Gaps are spread so that the data reaches over the whole disk.
    at += bytes + Math.floor((next() * 2 * bytes * gaps) / dataMib / grain) * grain
  }
  closeSync(handle)
  return data
}

async function vmwareForm(raw, vmdk) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const bundled = `${vmdk}.writer.mjs`
  await build({
    entryPoints: [join(root, 'src/adapters/vmdk/write.ts')],
    outfile: bundled,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  const { writeStreamOptimized } = await import(pathToFileURL(bundled).href)
  const input = openSync(raw, 'r')
  const output = openSync(vmdk, 'w')
  const buffer = Buffer.alloc(grain)
  const disk = {
    virtualBytes: statSync(raw).size,
    grain(offset, length) {
      readSync(input, buffer, 0, length, offset)
      return buffer.subarray(0, length)
    },
  }
  for (const part of writeStreamOptimized(disk, { file: 'seeded.vmdk' })) writeSync(output, part)
  closeSync(input)
  closeSync(output)
  rmSync(bundled)
}

/** Makes `seeded.raw` and `seeded-<form>.vmdk` in `folder`, unless they are there. */
export async function makeSeededImage(folder, options = {}) {
  const { virtualMib = 6144, dataMib = 2880, seed = 1, form = 'qemu' } = options
  mkdirSync(folder, { recursive: true })
  const name = `seeded-${virtualMib}-${dataMib}-${seed}`
  const raw = join(folder, `${name}.raw`)
  const vmdk = join(folder, `${name}-${form}.vmdk`)
  if (!existsSync(raw)) {
    makeRaw(`${raw}.part`, { virtualMib, dataMib, seed })
    renameSync(`${raw}.part`, raw)
  }
  if (!existsSync(vmdk)) {
    if (form === 'vmware') await vmwareForm(raw, `${vmdk}.part`)
    else
      execFileSync('qemu-img', [
        'convert',
        '-f',
        'raw',
        '-O',
        'vmdk',
        '-o',
        'subformat=streamOptimized',
        '-m',
        '16',
        '-W',
        raw,
        `${vmdk}.part`,
      ])
    renameSync(`${vmdk}.part`, vmdk)
  }
  return { raw, vmdk, virtualBytes: statSync(raw).size, storedBytes: statSync(vmdk).size }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const value = (name, otherwise) => {
    const at = process.argv.indexOf(`--${name}`)
    return at === -1 ? otherwise : process.argv[at + 1]
  }
  const made = await makeSeededImage(process.argv[2] ?? '.', {
    virtualMib: Number(value('virtual-mib', 6144)),
    dataMib: Number(value('data-mib', 2880)),
    seed: Number(value('seed', 1)),
    form: value('form', 'qemu'),
  })
  console.log(JSON.stringify(made, undefined, 2))
}
