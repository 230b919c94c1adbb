import { expect, test } from 'vitest'
import { stewardshipFacts, stewardshipField } from './stewardship.ts'

test('columns and attributes are told by their words in any spelling', () => {
  const labels = [
    'Owner',
    'service_owner',
    'Kritikalität',
    'ENV',
    'Maintenance-Window',
    'App Name',
    'E-Mail',
    'Colour',
    '',
  ]
  expect(labels.map(stewardshipField)).toEqual([
    'owner',
    'owner',
    'criticality',
    'environment',
    'maintenanceWindow',
    'application',
    'email',
    undefined,
    undefined,
  ])
})

test('words become levels and environments, and unknown words nothing', () => {
  const criticality = (text: string) => stewardshipFacts('criticality', text)?.criticality
  expect(
    ['Mission-Critical', 'tier 0', 'Tier 2 - Gold', '3', 'LOW', '1 (critical)', 'purple'].map(criticality),
  ).toEqual([1, 1, 2, 3, 4, 1, undefined])
  const environment = (text: string) => stewardshipFacts('environment', text)?.environment
  expect(['PROD', 'Pre-Production', 'QA', 'Dev/Test', 'DR', 'mars'].map(environment)).toEqual([
    'production',
    'staging',
    'test',
    'development',
    'disaster-recovery',
    undefined,
  ])
})

test('texts are kept trimmed, scopes are lists, empty values say nothing', () => {
  expect(stewardshipFacts('owner', '  Ana Ruiz ')).toEqual({ owner: 'Ana Ruiz' })
  expect(stewardshipFacts('complianceScopes', 'PCI; SOX, PCI')).toEqual({ complianceScopes: ['PCI', 'SOX'] })
  expect(stewardshipFacts('team', ' ')).toBeUndefined()
})
