import { parentPort, workerData } from 'node:worker_threads'
import { servePieces } from '../../steps/convert/serve.ts'

// Unpacks, hashes and writes the pieces of one disk; started by the convert and checksum steps.
if (parentPort !== null) servePieces(parentPort, workerData)
