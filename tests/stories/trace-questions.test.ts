import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppContext } from '../../src/app/context.ts'
import { traceQuestions } from '../../src/app/trace-questions.ts'
import { questionsResult } from '../../src/contract/trace-lists.ts'
import { harbourContext } from './trace-context.ts'

let context: AppContext
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await harbourContext('questions')
  context = opened.context
  close = () => opened.close()
})

afterAll(() => close())

test('four questions, each answered with the rows behind the answer', async () => {
  writeFileSync(
    context.workspace.ownersFile,
    'owners:\n  - match: { name: QS-ERP-DB-30 }\n    team: Network Security\n  - match: { name: QS-DEV-70 }\n    team: Platform\n',
  )
  const answers = questionsResult.parse(await traceQuestions(context))
  const { modernisation, addresses, segments, remaining } = answers
  const total = Object.values(modernisation.counts).reduce((sum, count) => sum + count, 0)
  expect(modernisation.answer).toMatch(/^(?:No|In part): /)
  expect(addresses.answer).toContain(`${addresses.vms.length} of ${total} VMs`)
  const erp = addresses.vms.find(({ vm }) => vm === 'erp-db-01')
  expect([erp?.rules !== 0, erp?.documents]).toEqual([true, 1])
  expect(erp?.first[0]).toMatchObject({ kind: 'document-literal', file: 'documents/pci-scope.md' })
  const keeper = (name: string) => segments.segments.find(({ network }) => network === name)
  expect(keeper('QS-ERP-DB-30')).toMatchObject({
    vlan: 'VLAN 30',
    team: 'Network Security',
    basis: 'rule 1 of owners.yaml',
    security: 'yes',
  })
  expect(keeper('QS-DEV-70')).toMatchObject({ team: 'Platform', security: 'no' })
  expect(keeper('QS-TRUNK')?.security).toBe('not known')
  for (const { reason } of remaining.vms) expect(reason).not.toBe('')
  expect(remaining.answer).toContain(`${remaining.vms.length} of ${total} VMs`)
})
