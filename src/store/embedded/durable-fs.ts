import { closeSync, fsyncSync, openSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

// What the file system of the WebAssembly build looks like where we hook in; all of it is checked before use.
interface OpenFile {
  readonly nfd?: number
  readonly node: unknown
}

let fsyncs = 0

/** How often this thread has asked the operating system to write through. */
export function fsyncCount(): number {
  return fsyncs
}

type EmscriptenOptions = Parameters<NodeFS['init']>[1]

/**
 * PGlite's own file system never calls fsync, so that a commit survives a killed process but not a lost machine.
 * This one passes every fsync of the database on. It throws when the place to hook in is not where it was.
 */
export class DurableNodeFS extends NodeFS {
  override async init(pg: PGlite, options: EmscriptenOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [hook, ...(emscriptenOpts.preRun ?? [])] },
    }
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function hook(module: unknown): void {
  const nodefs =
    property(module, 'NODEFS') ?? property(property(property(module, 'FS'), 'filesystems'), 'NODEFS')
  const operations = property(nodefs, 'stream_ops')
  const realPath = property(nodefs, 'realPath')
  if (typeof operations !== 'object' || operations === null || typeof realPath !== 'function') {
    throw new Error('this version of PGlite has no NODEFS.stream_ops to hook fsync into')
  }
  Reflect.set(operations, 'fsync', (file: OpenFile) => {
    fsyncs++
    if (file.nfd !== undefined) fsyncSync(file.nfd)
    else {
      const handle = openSync(String(Reflect.apply(realPath, nodefs, [file.node])), 'r')
      try {
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
    }
    return 0
  })
}
