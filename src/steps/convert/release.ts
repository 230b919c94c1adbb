import { MessageChannel } from 'node:worker_threads'

// A message to a closed port takes what is transferred with it, and is dropped.
const { port1: nowhere, port2 } = new MessageChannel()
port2.close()
nowhere.unref()

/**
 * Gives the memory of an array back at once. Unpacked grains are garbage by the thousand, and the collector lets tens
 * of megabytes of such outside memory gather in every thread. The array must own its memory and is empty afterwards.
 */
export function release(bytes: Uint8Array<ArrayBuffer>): void {
  nowhere.postMessage(null, [bytes.buffer])
}
