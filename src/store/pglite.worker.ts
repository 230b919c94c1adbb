// The embedded database in a thread of its own, so that a long query never holds up the process that serves.
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Duplex } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { type Engine, type Session, serveClient } from './bridge/session.ts'
import { query } from './bridge/framing.ts'
import { Turns } from './bridge/turns.ts'
import { DurableNodeFS, fsyncCount } from './embedded/durable-fs.ts'
import type { WorkerReply, WorkerRequest, WorkerTask } from './embedded/messages.ts'
import { PortDuplex } from './embedded/port-duplex.ts'
import { startParameters } from './embedded/start-parameters.ts'
import { keepUp } from './embedded/upkeep.ts'

const task: WorkerTask = workerData

function reply(message: WorkerReply): void {
  parentPort?.postMessage(message, [])
}

async function open(dataDir: string): Promise<PGlite> {
  return PGlite.create({ fs: new DurableNodeFS(dataDir), startParams: startParameters })
}

/** The whole answer at once; PGlite's parsing variant keeps what it parsed, so its raw stream is used. */
function engineOf(database: PGlite): Engine {
  return {
    async execute(messages) {
      const parts: Uint8Array[] = []
      await database.execProtocolRawStream(messages, { onRawData: (bytes) => void parts.push(bytes.slice()) })
      return parts.length === 1 && parts[0] ? parts[0] : new Uint8Array(Buffer.concat(parts))
    },
  }
}

async function serve(options: Extract<WorkerTask, { task: 'serve' }>): Promise<void> {
  const database = await open(options.dataDir)
  const engine = engineOf(database)
  const turns = new Turns()
  const sessions = new Set<Session>()
  let lastHeard = Date.now()
  let number = 0

  function accept(client: Duplex): void {
    client.on('data', () => {
      lastHeard = Date.now()
    })
    const session = serveClient(client, ++number, { engine, turns, silenceMs: options.silenceMs })
    sessions.add(session)
    client.on('close', () => sessions.delete(session))
  }

  const server = createServer(accept)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.socket, resolve)
  })
  const upkeep = keepUp(engine, turns, options.checkpointMs, () => lastHeard)

  async function close(): Promise<void> {
    upkeep.stop()
    server.close()
    await Promise.all([...sessions].map((session) => session.end()))
    // A client that left by itself may still be rolling back.
    await turns.take()
    await engine.execute(query('CHECKPOINT'))
    await database.close()
    rmSync(options.socket, { force: true })
    reply({ reply: 'closed' })
    parentPort?.close()
  }

  parentPort?.on('message', (request: WorkerRequest) => {
    if (request.ask === 'connect') accept(new PortDuplex(request.port))
    else if (request.ask === 'close') void close()
    else {
      const counts = { fsyncs: fsyncCount(), clients: sessions.size, checkpoints: upkeep.checkpoints }
      reply({ reply: 'counts', ...counts })
    }
  })
  reply({ reply: 'ready' })
}

if (task.task === 'serve') await serve(task)
else {
  const database = await open(task.dataDir)
  await database.close()
  reply({ reply: 'closed' })
}
