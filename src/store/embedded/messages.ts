import type { MessagePort } from 'node:worker_threads'

/** What the worker is started with. */
export type WorkerTask =
  /** Makes a new data directory and ends. */
  | { readonly task: 'initialise'; readonly dataDir: string }
  /** Opens one and serves it. */
  | {
      readonly task: 'serve'
      readonly dataDir: string
      readonly socket: string
      readonly silenceMs: number
      readonly checkpointMs: number
    }

/** What the holder asks of a serving worker. */
export type WorkerRequest =
  /** A client within this process. */
  | { readonly ask: 'connect'; readonly port: MessagePort }
  | { readonly ask: 'counts' }
  /** Stop accepting, end open transactions, checkpoint, close. */
  | { readonly ask: 'close' }

/** What a serving worker answers. */
export type WorkerReply =
  | { readonly reply: 'ready' }
  | {
      readonly reply: 'counts'
      readonly fsyncs: number
      readonly clients: number
      readonly checkpoints: number
    }
  | { readonly reply: 'closed' }
