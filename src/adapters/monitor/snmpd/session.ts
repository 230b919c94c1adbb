import type { LineChange } from '../../../algebra/evidence/masked-text.ts'

const word = 'informsess'

/** Communities and passphrases of `informsess`, whose options are those of `trapsess`. */
export function sessionSecrets(): LineChange & { masked(): number } {
  let masks = 0
  return {
    concerns(text, from, to) {
      let at = from
      while (at < to && text.charCodeAt(at) <= 32) at++
      return (text.charCodeAt(at) | 32) === 105 && text.slice(at, at + word.length).toLowerCase() === word
    },
    change: (line) =>
      line.replaceAll(/(\s-(?:c|A|X|3[mMkK])\s?)([^\s\u2022]+)/g, (_, option: string, secret: string) => {
        masks++
        return option + '\u2022'.repeat(secret.length)
      }),
    masked: () => masks,
  }
}
