import type { VmxText } from './schema.ts'

/** Settings that are read of one file; ESX itself writes a few hundred. */
const mostSettings = 20_000
const longestValue = 64 * 1024

/** Reads the text of a .vmx or .vmsd file. A line that is no setting is told and left out. */
export function readSettings(bytes: Uint8Array): VmxText {
  const settings = new Map<string, string>()
  const broken: number[] = []
  let number = 0
  for (const raw of decoded(bytes).split('\n')) {
    number++
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const equals = line.indexOf('=')
    const key = line.slice(0, Math.max(0, equals)).trim().toLowerCase()
    if (!/^[a-z.][\w.:-]{0,127}$/.test(key) || settings.size >= mostSettings) broken.push(number)
    else if (!settings.has(key)) settings.set(key, valueOf(line.slice(equals + 1).trim()))
  }
  return { settings, broken }
}

/** The first line may name the encoding; without it UTF-8, as ESX has written since 2009. */
function decoded(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const named = /^\s*\.encoding\s*=\s*"([\w-]{1,40})"/im.exec(head)?.[1]
  try {
    return new TextDecoder(named ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** The value between its quotes; `|22`, `|0A` and `|7C` stand for signs that would end it. */
function valueOf(written: string): string {
  const inside = written.startsWith('"') ? written.slice(1, closing(written)) : written
  return inside
    .slice(0, longestValue)
    .replace(/\|([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

function closing(written: string): number {
  const end = written.indexOf('"', 1)
  return end < 0 ? written.length : end
}
