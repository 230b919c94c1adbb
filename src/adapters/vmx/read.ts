import { type NamedText, namedText } from '../../lib/named-text.ts'
import type { VmxText } from './schema.ts'

/** Settings that are read of one file; ESX itself writes a few hundred. */
const mostSettings = 20_000
const longestValue = 64 * 1024

/** Reads the text of a .vmx or .vmsd file. A line that is no setting is told and left out. */
export function readSettings(bytes: Uint8Array): VmxText {
  const settings = new Map<string, string>()
  const broken: number[] = []
  let number = 0
  const { text, encoding, guessed } = decoded(bytes)
  for (const raw of text.split('\n')) {
    number++
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const equals = line.indexOf('=')
    const key = line.slice(0, Math.max(0, equals)).trim().toLowerCase()
    if (!/^[a-z_.][^\s="]{0,255}$/.test(key) || settings.size >= mostSettings) broken.push(number)
    else if (!settings.has(key)) settings.set(key, valueOf(line.slice(equals + 1).trim()))
  }
  const remark = `the text is not in ${encoding}: it is read as windows-1252, names may be wrong`
  return { settings, broken, remarks: guessed ? [remark] : [] }
}

/**
 * The first lines may name the encoding; without it UTF-8, as ESX has written since 2009, and where that cannot be, the
 * code page of western Windows that the older products wrote.
 */
function decoded(bytes: Uint8Array): NamedText {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return namedText(bytes, /^[ \t]*\.encoding\s*=\s*"?([\w-]{1,40})"?/im.exec(head)?.[1])
}

/** The value between its quotes; `|22`, `|0A` and `|7C` stand for signs that would end it, in UTF-8 above 7F. */
function valueOf(written: string): string {
  const inside = written.startsWith('"') ? written.slice(1, closing(written)) : plain(written)
  return inside
    .slice(0, longestValue)
    .replace(/(?:\|[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('|', ''), 'hex').toString('utf8'))
}

/** Products take a value without quotes up to a comment. */
function plain(written: string): string {
  return written.replace(/(?<!\s)\s+#.*$/, '')
}

function closing(written: string): number {
  const end = written.indexOf('"', 1)
  return end < 0 ? written.length : end
}
