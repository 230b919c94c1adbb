import { parentPort, workerData } from 'node:worker_threads'
import { readPages } from './pages.ts'
import type { PdfLimits, PdfMessage } from './schema.ts'

// Unpacks one PDF: a stranger's bytes, in a thread that can be stopped whatever it is doing.
const { bytes, limits }: { readonly bytes: Uint8Array; readonly limits: PdfLimits } = workerData
const say = (message: PdfMessage): void => parentPort?.postMessage(message)
for await (const message of readPages(bytes, limits)) say(message)
say('end')
