import { expect, test } from 'vitest'
import {
  aboutTime,
  amountOf,
  canCancel,
  canResume,
  percentOf,
  secondsLeft,
  stateOf,
  stepState,
  took,
} from './run-words.ts'

test('a run that was killed is left behind, can be resumed and can be cancelled', () => {
  const killed = { state: 'running', live: false } as const
  expect([stateOf(killed), canResume(killed), canCancel(killed)]).toEqual(['left behind', true, true])
  const live = { state: 'running', live: true } as const
  expect([stateOf(live), canResume(live), canCancel(live)]).toEqual(['running', false, true])
  const done = { state: 'done', live: false } as const
  expect([stateOf(done), canResume(done), canCancel(done)]).toEqual(['done', false, false])
})

test('progress is told in its own unit, and in percent where the total is known', () => {
  const half = { done: 2_147_483_648, total: 4_294_967_296, unit: 'bytes' }
  expect([amountOf(half), percentOf(half)]).toEqual(['2 GiB of 4 GiB', 50])
  const open = { done: 1200, unit: 'files' }
  expect([amountOf(open), percentOf(open)]).toEqual(['1,200 files', undefined])
  expect(percentOf({ done: 5, total: 4, unit: '' })).toBe(100)
})

test('time left needs two seconds of progress', () => {
  const samples = [
    { atMilliseconds: 0, done: 100 },
    { atMilliseconds: 4000, done: 300 },
  ]
  expect(secondsLeft(samples, 1300)).toBe(20)
  expect(secondsLeft(samples.slice(0, 1), 1300)).toBeUndefined()
  expect(secondsLeft(samples, undefined)).toBeUndefined()
  expect([20, 600, 7200].map(aboutTime)).toEqual(['about 20 s', 'about 10 min', 'about 2 h'])
})

test('durations and states of steps are in words', () => {
  expect(took('2026-11-13T18:00:00Z', '2026-11-13T18:00:04.250Z')).toBe('4.3 s')
  expect([took(undefined, 'x'), took('x', 'y')]).toEqual(['', ''])
  expect(['intent', 'waiting', 'done'].map((state) => stepState({ state }))).toEqual([
    'at work',
    'not begun',
    'done',
  ])
})
