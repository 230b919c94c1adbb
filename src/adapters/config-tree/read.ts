import type { Tally } from '../../algebra/evidence/collect.ts'
import type { Line } from '../../lib/lines.ts'
import type { CodeOwner, TreeFile } from './schema.ts'

/** What a file of the tree is, by its name. */
export function treeFileOf(name: string): TreeFile {
  return /(?:^|\/)CODEOWNERS$/i.test(name) ? { kind: 'codeowners' } : { kind: 'text' }
}

/** Reads CODEOWNERS; a pattern with wildcards in its middle is counted and left out. */
export function readCodeOwners(lines: readonly Line[], tally: Tally): readonly CodeOwner[] {
  const found: CodeOwner[] = []
  for (const line of lines) {
    const text = line.text.replace(/\s#.*$/, '').trim()
    if (text === '' || text.startsWith('#') || /^\^?\[/.test(text)) continue
    const [pattern = '', owner] = text.split(/\s+/)
    const plain = pattern
      .replace(/^\//, '')
      .replace(/\/?\*{0,2}$/, '')
      .replace(/\/$/, '')
    if (owner === undefined) tally.known()
    else if (/[*?[\]]/.test(plain)) tally.unknown('pattern with a wildcard', line)
    else {
      tally.known()
      found.push({ line: line.number, pattern: plain, owner })
    }
  }
  return found
}
