import { expect, test } from 'vitest'
import { rules } from './registry.ts'
import { unansweredBy } from './unanswered.ts'

const everything = rules.flatMap(({ needs }) => needs)

test('a source that says everything leaves no finding open', () => {
  expect(unansweredBy(everything, [])).toEqual([])
})

test('a finding is blamed on the tab or column that would answer it, and on none when no part ever says it', () => {
  const gives = [...everything, 'disks[].rdm.lun', 'networks[].vlan'].filter(
    (need) => !need.startsWith('disks[].sharing') && need !== 'devices[usb]' && need !== 'encrypted',
  )
  const lacks = [
    { part: 'vDisk', column: 'Sharing mode', fields: ['disks[].sharing'] },
    { part: 'vUSB', fields: ['devices[usb]'] },
    { part: 'vHBA', fields: ['host.storageAdapters'] },
  ]
  expect(unansweredBy(gives, lacks)).toEqual([
    { part: 'vDisk', column: 'Sharing mode', findings: ['disk.shared'] },
    { part: 'vUSB', findings: ['device.usb'] },
    { part: '', findings: ['encrypted'] },
  ])
})
