/** Writes bytes that grow. */
export class ByteWriter {
  #bytes = new Uint8Array(4096)
  #length = 0

  byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2)
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    this.#bytes[this.#length++] = value
  }

  /** A whole number from 0 to 2^53, seven bits a byte. */
  number(value: number): void {
    let left = value
    while (left > 127) {
      this.byte((left % 128) + 128)
      left = Math.floor(left / 128)
    }
    this.byte(left)
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value)
    this.number(bytes.length)
    for (const byte of bytes) this.byte(byte)
  }

  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }
}

/** Reads what {@link ByteWriter} wrote. */
export class BytesReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  byte(): number {
    const value = this.#bytes[this.#at++]
    if (value === undefined) throw new RangeError('a block of performance ends too early')
    return value
  }

  number(): number {
    let value = 0
    let weight = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * weight
      if (byte < 128) return value
      weight *= 128
    }
  }

  text(): string {
    const length = this.number()
    const start = this.#at
    this.#at += length
    return new TextDecoder().decode(this.#bytes.subarray(start, this.#at))
  }
}
