import { expect, test } from 'vitest'
import { fileNameOf, planMoveToFiles } from './index.ts'

const disk = (name: string) => ({
  name,
  place: { path: '/in/kiosk.ova', name, offsetBytes: 512, sizeBytes: 99 },
})
const request = { path: '/in/kiosk.ova', format: 'raw' as const, out: '/out', token: 'cafe' }

test('one disk gives plain step names; nothing appears before everything is checked', () => {
  const plan = planMoveToFiles({
    ...request,
    vm: { name: 'gate-kiosk-01', disks: [disk('a.vmdk')], empty: [] },
  })
  expect(plan.steps.map((step) => `${step.name}:${step.type}`)).toEqual([
    'inspect:disk-inspect',
    'convert:disk-convert',
    'digest:disk-digest',
    'checksum:disk-checksum',
    'publish:disk-publish',
  ])
  expect(plan.input).toEqual({
    what: 'gate-kiosk-01 to files',
    files: [
      {
        image: '/out/gate-kiosk-01-disk1.raw',
        manifest: '/out/gate-kiosk-01-disk1.raw.manifest.json',
        work: '/out/.gate-kiosk-01-disk1.raw.cafe.part',
        journal: '/out/.gate-kiosk-01-disk1.raw.cafe.journal',
      },
    ],
  })
})

test('with several disks all are converted and checked before the first is published', () => {
  const plan = planMoveToFiles({
    ...request,
    vm: { name: 'tally', disks: [disk('a'), disk('b')], empty: [] },
  })
  expect(plan.steps.map((step) => step.name)).toEqual([
    'inspect',
    'convert-1',
    'convert-2',
    'digest-1',
    'digest-2',
    'checksum-1',
    'checksum-2',
    'publish-1',
    'publish-2',
  ])
  expect(new Set(plan.steps.map((step) => step.key)).size).toBe(plan.steps.length)
})

test('names from outside stay inside the folder', () => {
  const names = [
    '../../etc/passwd',
    '.hidden',
    'a/b\\c',
    '\u202egpj.exe',
    '',
    '=cmd()',
    'x'.repeat(300),
    'yes\nno',
  ]
  expect(names.map(fileNameOf)).toEqual([
    'etc-passwd',
    'hidden',
    'a-b-c',
    'gpj.exe',
    'vm',
    'cmd',
    'x'.repeat(80),
    'yes-no',
  ])
})
