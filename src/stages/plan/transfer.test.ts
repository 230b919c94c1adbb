import { expect, test } from 'vitest'
import { castSettings } from './cast.ts'
import { addLoads, copyMinutes, type Load, noLoad } from './transfer.ts'

const gib = 2 ** 30

/** `vms` VMs with one disk of 35 GiB used, spread evenly over hosts: the published laboratory runs. */
function runOf(vms: number, hosts: number): Load {
  let load = noLoad
  for (let vm = 0; vm < vms; vm++) {
    const bytes = 35 * gib
    load = addLoads(load, {
      vms: 1,
      bytes,
      hosts: new Map([[`esx-${vm % hosts}`, { bytes, disks: 1 }]]),
      largestDiskBytes: bytes,
    })
  }
  return load
}

test('the model reproduces the published runs within 15 percent', () => {
  const rates = { ...castSettings().rates, totalMibPerSecond: 1173, perDiskMibPerSecond: 162 }
  const published = [
    [1, 1, 6],
    [10, 1, 22],
    [20, 1, 42],
    [30, 1, 61],
    [40, 1, 83],
    [50, 1, 106],
    [80, 1, 163],
    [80, 8, 41],
  ] as const
  for (const [vms, hosts, minutes] of published) {
    const predicted = copyMinutes(runOf(vms, hosts), rates, 'cold')
    expect([vms, hosts, Math.abs(predicted / minutes - 1) < 0.15]).toEqual([vms, hosts, true])
  }
})

test('one disk is one stream, however empty the rest is', () => {
  const load: Load = { vms: 1, bytes: 1600 * 2 ** 20, hosts: new Map(), largestDiskBytes: 1600 * 2 ** 20 }
  expect(copyMinutes(load, castSettings().rates, 'cold')).toBeCloseTo(10 / 60)
})
