import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { EvidenceFile } from '../../../ports/evidence-reader.ts'
import { type PdfLimits, pdfLimits, type PdfMessage } from './schema.ts'

/** How often the memory of a running thread is looked at. */
const lookMilliseconds = 100

/**
 * Turns a document into its pages, one JSON text a line, in a thread of its own that is stopped when it takes too long
 * or too much memory. What was read until then stays; what could not be read is said in a line too.
 */
export async function unpackPdf(file: EvidenceFile, limits: PdfLimits = pdfLimits): Promise<EvidenceFile> {
  const lines: string[] = []
  const add = (message: PdfMessage): number => lines.push(`${JSON.stringify(message)}\n`)
  if (file.bytes.length > limits.bytes)
    add({ construct: 'document that is too large', text: `more than ${limits.bytes / 2 ** 20} MiB` })
  else await listen(file.bytes, limits, add)
  return { name: file.name, bytes: new TextEncoder().encode(lines.join('')) }
}

function listen(bytes: Uint8Array, limits: PdfLimits, add: (message: PdfMessage) => void): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(join(process.env['CAUSEWAY_BUILD'] ?? '.', 'workers', 'pdf-pages.js'), {
      workerData: { bytes, limits },
      resourceLimits: { maxOldGenerationSizeMb: limits.mebibytes },
      // What the library prints stays in the thread.
      stdout: true,
      stderr: true,
    })
    const started = performance.now()
    const memory = process.memoryUsage.rss()
    let pages = 0
    const end = (trouble?: string): void => {
      clearInterval(looking)
      worker.removeAllListeners()
      worker.on('error', () => {})
      if (trouble !== undefined) add({ construct: trouble, text: `after ${pages} pages` })
      void worker.terminate().then(() => resolve())
    }
    const looking = setInterval(() => {
      if (performance.now() - started > limits.milliseconds)
        end(`what is not read within ${limits.milliseconds / 1000} seconds`)
      else if (process.memoryUsage.rss() - memory > limits.mebibytes * 2 ** 20)
        end(`what needs more than ${limits.mebibytes} MiB of memory`)
    }, lookMilliseconds)
    worker.on('message', (message: PdfMessage) => {
      if (message === 'end') return end()
      if ('page' in message) pages++
      add(message)
    })
    worker.on('error', () => end('what the library could not read'))
    worker.on('exit', () => end('what the library could not read'))
  })
}
