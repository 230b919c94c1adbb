// Node has it; its type declarations do not.
declare const WebAssembly: {
  readonly Memory: new (pages: { readonly initial: number }) => { readonly buffer: ArrayBuffer }
}

const wasmPageBytes = 65_536

/**
 * Memory that begins on a page border and stays there, as direct file access asks for. Buffers of Node begin anywhere;
 * the memory of a WebAssembly module is mapped by pages (WebAssembly core specification, memory instances).
 */
export function pageAlignedBuffer(bytes: number): Buffer {
  return Buffer.from(new WebAssembly.Memory({ initial: Math.ceil(bytes / wasmPageBytes) }).buffer, 0, bytes)
}
