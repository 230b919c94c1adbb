/** The kinds of columns that a chunk may hold. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** Named columns of one chunk. */
export type Columns = Readonly<Record<string, Column>>

const magic = 0x43574331
const align = 8

interface Part {
  readonly name: string
  readonly type: 'u8' | 'u16' | 'u32' | 'f64'
  readonly offset: number
  readonly length: number
}

function typeOf(column: Column): Part['type'] {
  if (column instanceof Uint8Array) return 'u8'
  if (column instanceof Uint16Array) return 'u16'
  return column instanceof Uint32Array ? 'u32' : 'f64'
}

/** Packs columns into one block of bytes: a small directory, then each column aligned to 8 bytes, little-endian. */
export function encodeColumns(columns: Columns): Uint8Array {
  const parts: Part[] = []
  let offset = 0
  for (const [name, column] of Object.entries(columns)) {
    parts.push({ name, type: typeOf(column), offset, length: column.length })
    offset += Math.ceil(column.byteLength / align) * align
  }
  const directory = new TextEncoder().encode(JSON.stringify(parts))
  const start = Math.ceil((8 + directory.length) / align) * align
  const bytes = new Uint8Array(start + offset)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, directory.length, true)
  bytes.set(directory, 8)
  for (const part of parts) {
    const column = columns[part.name]
    if (column) {
      bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), start + part.offset)
    }
  }
  return bytes
}

/**
 * The columns of a block made by {@link encodeColumns}; they are views, nothing is copied unless the block lies unaligned.
 * Throws a RangeError when the bytes are no such block.
 */
export function decodeColumns(input: Uint8Array): Columns {
  const bytes = input.byteOffset % align === 0 ? input : new Uint8Array(input)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8 || view.getUint32(0, true) !== magic) throw new RangeError('not a block of columns')
  const length = view.getUint32(4, true)
  const parts: readonly Part[] = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))
  const start = bytes.byteOffset + Math.ceil((8 + length) / align) * align
  const columns: Record<string, Column> = {}
  for (const part of parts) columns[part.name] = viewOf(bytes.buffer, part, start + part.offset)
  return columns
}

function viewOf(buffer: ArrayBufferLike, part: Part, offset: number): Column {
  if (part.type === 'u8') return new Uint8Array(buffer, offset, part.length)
  if (part.type === 'u16') return new Uint16Array(buffer, offset, part.length)
  if (part.type === 'u32') return new Uint32Array(buffer, offset, part.length)
  return new Float64Array(buffer, offset, part.length)
}

/** A column of 8-bit numbers by name; throws a RangeError when it is missing or of another type. */
export function bytesColumn(columns: Columns, name: string): Uint8Array {
  const column = columns[name]
  if (column instanceof Uint8Array) return column
  throw new RangeError(`column ${name} is missing`)
}

/** A column of 16-bit numbers. */
export function shortColumn(columns: Columns, name: string): Uint16Array {
  const column = columns[name]
  if (column instanceof Uint16Array) return column
  throw new RangeError(`column ${name} is missing`)
}

/** A column of 32-bit numbers. */
export function wordColumn(columns: Columns, name: string): Uint32Array {
  const column = columns[name]
  if (column instanceof Uint32Array) return column
  throw new RangeError(`column ${name} is missing`)
}

/** A column of doubles. */
export function numberColumn(columns: Columns, name: string): Float64Array {
  const column = columns[name]
  if (column instanceof Float64Array) return column
  throw new RangeError(`column ${name} is missing`)
}
