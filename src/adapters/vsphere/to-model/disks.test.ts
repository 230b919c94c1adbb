import { expect, test } from 'vitest'
import { disksOf } from './disks.ts'

test('a disk lies on the datastore by its plain name, as the datastore itself is called', () => {
  const device = {
    type: 'VirtualDisk',
    key: 2000,
    backing: { type: 'B', fileName: '[cold%2fA 5%25] a%2fb/a.vmdk' },
  }
  expect(disksOf([device], undefined)[0]).toMatchObject({
    datastore: 'cold/A 5%',
    path: '[cold%2fA 5%25] a%2fb/a.vmdk',
  })
})
