import { expect, test } from 'vitest'
import { blockSlots, decodeBlock, encodeBlock } from './codec.ts'

const gap = Number.NaN

function column(value: (slot: number) => number): Float64Array {
  return Float64Array.from({ length: blockSlots }, (_, slot) => value(slot))
}

test('every number and every gap comes back as it was', () => {
  const columns = new Map([
    ['cpu.usage.average', column((slot) => (slot * 7919) % 10_001)],
    ['mem.consumed.average', column(() => 3_984_588)],
    ['cpu.ready.summation', column((slot) => (slot % 3 === 0 ? gap : slot * 57_600_001))],
    ['late', column((slot) => (slot < 500 ? gap : 0))],
    ['early', column((slot) => (slot > 3 ? gap : 2 ** 52 + slot))],
    ['never', column(() => gap)],
    ['falling', column((slot) => 1_000_000 - slot * 1500)],
  ])
  expect(decodeBlock(encodeBlock(columns))).toEqual(columns)
})

test('what hardly changes takes hardly any room', () => {
  const quiet = new Map([['mem.consumed.average', column((slot) => 3_984_588 + (slot % 2))]])
  expect(encodeBlock(quiet).length).toBeLessThan(80)
})

test('a block of another form is refused, and one that is cut off too', () => {
  const block = encodeBlock(new Map([['net.usage.average', column((slot) => slot)]]))
  expect(() => decodeBlock(Uint8Array.of(9, ...block.subarray(1)))).toThrow('has the form 9')
  expect(() => decodeBlock(block.subarray(0, block.length - 9))).toThrow()
})
