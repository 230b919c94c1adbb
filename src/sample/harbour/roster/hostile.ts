import type { FamilySpec, MachineSpec } from '../world.ts'

/** Names that people did type; each breaks something that is careless. */
export const hostileNames: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '../../etc/passwd',
  'yes',
  '1e3',
  '\u200finvoice-\u202efdp.exe',
  'two\nlines',
  '<script>alert(1)</script>',
  'WEB 01 (old)',
  'Größe_überprüfen',
  `very-long-${'harbour-'.repeat(8)}name`,
  '\u001b[2Jclear',
]

const machines = hostileNames.map(
  (name, at): MachineSpec => ({
    name,
    guestName: `sandbox-${at + 1}`,
    size: [1, 1024],
    disks: [{ gib: 10, thin: true }],
    nics: [['QS-DEV-70', `10.20.70.${101 + at}`]],
    note: at === 0 ? '=HYPERLINK("http://203.0.113.9/","click")' : `left by a training course, ${name}`,
    owner: null,
    ...(at % 2 === 0 ? {} : { power: 'off' }),
  }),
)

/** The sandbox folder that nobody cleans up. */
export const sandbox: readonly FamilySpec[] = [
  {
    family: {
      team: '',
      application: '',
      environment: 'Development',
      criticality: 4,
      cluster: 'QS-DEV',
      folder: 'Sandbox/<b>do not delete</b>',
      datastore: 'QS-DEV-01',
      os: 'ubuntu',
    },
    machines,
  },
]
