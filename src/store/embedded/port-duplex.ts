import { Duplex } from 'node:stream'
import type { MessagePort } from 'node:worker_threads'

/**
 * A stream of bytes over a message port, with the few methods of a socket that drivers call. Both ends of a client
 * within the holder's own process are such streams; the path is the same as over the unix socket.
 */
export class PortDuplex extends Duplex {
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    super({ allowHalfOpen: false })
    this.#port = port
    port.on('message', (bytes: Uint8Array | null) => {
      this.push(bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    })
    port.on('close', () => this.destroy())
  }

  override _read(): void {
    // Bytes are pushed as they come: an answer is whole in memory anyway.
  }

  override _write(bytes: Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // A copy of its own, so that handing it over never takes a shared buffer pool with it.
    const own = new Uint8Array(bytes)
    this.#port.postMessage(own, [own.buffer])
    done()
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#port.postMessage(null, [])
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#port.close()
    done(error)
  }

  /** The other end is there from the start. */
  connect(): this {
    queueMicrotask(() => this.emit('connect'))
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    this.#port.ref()
    return this
  }

  unref(): this {
    this.#port.unref()
    return this
  }
}
