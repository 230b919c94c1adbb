import type { Line } from '../../../lib/lines.ts'
import type { Statement } from './schema.ts'
import { one, type Word } from './words.ts'

const scopes = new Set(['device-group', 'vsys', 'template', 'template-stack'])
/** What Panorama pushed stands beside what the device has of its own. */
const pushed = new Set(['policy', 'pushed_policy', 'pushed-policy'])

/** The scope of pushed rules and objects. */
export const ofPanorama = 'panorama'

/** A statement: the scope in front of it, and the words behind that. */
export function statementOf(
  { number, text }: Line,
  words: readonly Word[],
  from: number,
  more: readonly Line[],
): Statement {
  const { scope, at } = scopeOf(words, from)
  return { line: number, text, scope, words: words.slice(at), more }
}

/** Scope that words begin with, and where it ends. */
export function scopeOf(
  words: readonly Word[],
  from: number,
): { readonly scope: string; readonly at: number } {
  let at = from
  let scope = ''
  // Panorama's own tree and its templates wrap a whole configuration: `template T config devices D vsys V …`.
  for (;;) {
    const word = one(words[at])
    if (word === 'config' || word === 'readonly') at++
    else if (word === 'devices' && words.length > at + 2) at += 2
    else if (word === 'shared') {
      if (scope === '') scope = 'shared'
      at++
    } else if (scopes.has(word) && words.length > at + 2) {
      // All that a template holds is of the template, whatever virtual system it is for.
      if (!scope.startsWith('template')) scope = `${word} ${one(words[at + 1])}`
      at += 2
    } else if (pushed.has(word) && one(words[at + 1]) === ofPanorama) {
      scope = ofPanorama
      at += 2
    } else break
  }
  return { scope, at }
}
