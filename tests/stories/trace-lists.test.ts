import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppContext } from '../../src/app/context.ts'
import { listVms } from '../../src/app/vms.ts'
import { listUnowned } from '../../src/app/trace-unowned.ts'
import { listUnresolved } from '../../src/app/trace-unresolved.ts'
import { unownedResult, unresolvedResult } from '../../src/contract/trace-lists.ts'
import { contains, parseAddress, parseSpan } from '../../src/lib/ip.ts'
import { harbourContext } from './trace-context.ts'

let context: AppContext
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await harbourContext('lists')
  context = opened.context
  close = () => opened.close()
})

afterAll(() => close())

test('an artefact without an owner gets a proposal from its closest neighbours, with the basis', async () => {
  const list = unownedResult.parse(await listUnowned(context, {}))
  expect(list.total).toBe(list.artefacts.length)
  expect(list.proposed).toBeGreaterThan(0)
  for (const { why, proposal } of list.artefacts) {
    expect(why).not.toBe('')
    if (proposal) expect(proposal.basis).toMatch(/^owns \d+ of the \d+ owned artefacts \S/)
  }
  const page = await listUnowned(context, { after: 1, limit: 2 })
  expect(page.artefacts).toEqual(list.artefacts.slice(1, 3))
  const [first] = list.artefacts
  writeFileSync(
    context.workspace.ownersFile,
    `owners:\n  - match: { file: ${JSON.stringify(first?.file)} }\n    team: Somebody\n`,
  )
  const fewer = await listUnowned(context, {})
  expect(fewer.artefacts.filter(({ file }) => file === first?.file)).toEqual([])
  expect(fewer.total).toBeLessThan(list.total)
})

test('an unresolved address lies in a subnet of the estate, no VM has it, and its places are named', async () => {
  const { addresses, total, subnets } = unresolvedResult.parse(await listUnresolved(context, {}))
  expect(total).toBe(addresses.length)
  expect(total).toBeGreaterThan(0)
  const { vms } = await listVms(context, {})
  const known = new Set(vms.flatMap((vm) => vm.addresses))
  for (const { address, subnet, count, places } of addresses) {
    expect(known.has(address)).toBe(false)
    const [span, key] = [parseSpan(subnet), parseAddress(address)]
    expect(span && key && contains(span, key)).toBe(true)
    expect(subnets.map(({ subnet: name }) => name)).toContain(subnet)
    expect(count).toBeGreaterThanOrEqual(places.length)
    for (const { file, line } of places) expect(`${file}:${line}`).toMatch(/\S:\d+$/)
  }
})
