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

test('classes of service, objectives and standby: units from the value or from the header, nothing is guessed', () => {
  expect(['SLA class', 'RPO (hours)', 'rto_min', 'Standby by design', 'SLA'].map(stewardshipField)).toEqual([
    'slaClass',
    'rpoMinutes',
    'rtoMinutes',
    'standbyByDesign',
    'criticality',
  ])
  const rpo = (value: string, label?: string) => stewardshipFacts('rpoMinutes', value, label)?.rpoMinutes
  expect(
    ['15 min', '4h', '1,5 Stunden', '2 days', '02:30', '0', '< 30 m', '4', 'soon'].map((value) => rpo(value)),
  ).toEqual([15, 240, 90, 2880, 150, 0, 30, undefined, undefined])
  expect([rpo('4', 'RPO (hours)'), rpo('4', 'rpo_min'), rpo('4', 'rpoDays')]).toEqual([240, 4, 5760])
  expect(stewardshipFacts('slaClass', 'Gold (RPO 15 min, RTO: 4 h)')).toEqual({
    slaClass: 'Gold (RPO 15 min, RTO: 4 h)',
    rpoMinutes: 15,
    rtoMinutes: 240,
  })
  expect(
    ['Yes', 'passive', 'active', 'maybe'].map((value) => stewardshipFacts('standbyByDesign', value)),
  ).toEqual([{ standbyByDesign: true }, { standbyByDesign: true }, { standbyByDesign: false }, undefined])
})
