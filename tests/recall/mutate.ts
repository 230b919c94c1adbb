import { between, pick, type Random } from '../../src/sample/random.ts'

/** Bytes that formats give a meaning to. */
const tokens = [
  '\0',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ';',
  ',',
  '\n',
  '\r',
  '\t',
  '/',
  '!',
  '<',
  '&',
  '-1',
  '9'.repeat(40),
  '١',
  '\ufeff',
]

/** One damaged copy: bytes flipped, cut, doubled, dropped or blown up, one to five times. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let copy: Buffer = Buffer.from(bytes)
  const times = between(random, 1, 5)
  for (let time = 0; time < times; time++) {
    const at = between(random, 0, copy.length)
    const end = Math.min(copy.length, at + between(random, 1, 200))
    const head = copy.subarray(0, at)
    switch (between(random, 0, 6)) {
      case 0:
        if (at < copy.length) copy[at] = between(random, 0, 255)
        break
      case 1:
        copy = head
        break
      case 2:
        copy = Buffer.concat([copy.subarray(0, end), copy.subarray(at)])
        break
      case 3:
        copy = Buffer.concat([head, copy.subarray(end)])
        break
      case 4:
        copy = Buffer.concat([head, Buffer.from(pick(random, tokens)), copy.subarray(at)])
        break
      case 5:
        copy = Buffer.concat([
          head,
          Buffer.from(pick(random, tokens).repeat(between(random, 2, 3000))),
          copy.subarray(at),
        ])
        break
      default:
        copy = Buffer.concat([copy.subarray(at), head])
    }
    copy = Buffer.from(copy)
  }
  return copy
}
