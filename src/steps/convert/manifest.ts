import { createHash } from 'node:crypto'
import { blockBytes } from '../../ports/disk.ts'
import type { BlockLedger } from './ledger.ts'

/** What a manifest says beside its blocks. */
export interface ManifestHead {
  readonly file: string
  readonly imageFormat: string
  readonly virtualBytes: number
  readonly sizeBytes: number
  /** SHA-256 of the file, as `sha256sum` prints it. */
  readonly sha256: string
  readonly source: {
    readonly file: string
    readonly format: string
    readonly bytes: number
    readonly sha256: string
    readonly checkedAgainstManifest: boolean
  }
}

/**
 * The manifest of an image as JSON, one block a line: SHA-256 of each MiB of the virtual disk by its number; blocks
 * left out are all zeros. `root` is the SHA-256 over the lines `number hash` of all blocks given, so two disks with the
 * same root have the same contents, whatever their format.
 */
export function* manifestLines(head: ManifestHead, ledger: BlockLedger): Generator<string> {
  const root = createHash('sha256')
  for (const { block, hex } of hashedBlocks(ledger)) root.update(`${block} ${hex}\n`)
  const described = { format: 'causeway-disk-manifest/1', ...head, blockBytes, root: root.digest('hex') }
  yield `${JSON.stringify(described, undefined, 2).slice(0, -2)},\n  "blocks": [`
  let first = true
  for (const { block, hex } of hashedBlocks(ledger)) {
    yield `${first ? '' : ','}\n    [${block}, "${hex}"]`
    first = false
  }
  yield `${first ? '' : '\n  '}]\n}\n`
}

function* hashedBlocks(ledger: BlockLedger): Generator<{ readonly block: number; readonly hex: string }> {
  for (const { block, state } of ledger.touched()) {
    if (state instanceof Uint8Array) yield { block, hex: Buffer.from(state).toString('hex') }
  }
}
