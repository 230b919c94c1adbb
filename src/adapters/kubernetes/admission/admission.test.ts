import { expect, test } from 'vitest'
import { admissionRules, checkObject } from '../check-object.ts'
import { good, worse } from './examples.test-data.ts'
import { bridge, config, localnet, refusedElsewhere } from './refused-elsewhere.test-data.ts'
import { refused as refusedMachines } from './refused.test-data.ts'

const refused = [...refusedMachines, ...refusedElsewhere]

test.each(Object.keys(good))('a good %s is accepted', (kind) => {
  expect(checkObject(Object.entries(good).find(([name]) => name === kind)?.[1])).toEqual([])
})

test.each(refused.map(([rule, kind, changes, message], index) => ({ index, rule, kind, changes, message })))(
  'refused example $index by $rule: $message',
  ({ rule, kind, changes, message }) => {
    const messages = checkObject(worse(kind, changes)).map((problem) => problem.message)
    expect(messages).toContain(`${message} (${rule})`)
  },
)

test('the good network configurations of every plugin are accepted', () => {
  for (const value of [
    bridge,
    { ...bridge, vlan: 0, preserveDefaultVlan: false, vlanTrunk: [{ id: 5 }, { minID: 10, maxID: 20 }] },
    localnet,
    { ...localnet, vlanID: 110, physicalNetworkName: 'physnet', mtu: 9000 },
  ]) {
    expect(checkObject(worse('NetworkAttachmentDefinition', config(value)))).toEqual([])
  }
})

test('every rule has a refused example', () => {
  const ids = Object.values(admissionRules()).flatMap((rules) => rules.map(({ id }) => id))
  expect([...new Set(refused.map(([rule]) => rule))].sort()).toEqual([...ids].sort())
})

test('an object of a kind that is never written, and something that is no object, are refused', () => {
  expect(checkObject({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } })).toEqual([
    { path: 'kind', message: 'v1 Secret is not a kind that is written here' },
  ])
  expect(checkObject('text')).toEqual([{ path: '', message: 'is not a Kubernetes object' }])
})
