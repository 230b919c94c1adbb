import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { surestOf } from '../../../../tests/recall/samples.ts'
import { backupReader } from './index.ts'

const recordings = [
  'veeam-jobs.csv',
  'commvault-details.csv',
  'protected.csv',
  'bpplclients.txt',
  'bpplclients-l.txt',
]
const told = (name: string): object => {
  const file = recording(import.meta.dirname, name)
  expect(surestOf(file)?.kind).toBe('backup-jobs')
  return toldReading(backupReader, file)
}

test('jobs of Veeam: machines of a list, on several lines and behind their path; a job that is switched off', () => {
  expect(told('veeam-jobs.csv')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 monitor-target target name till-01 name=Nightly Tills action=backup host=till-01 owner=Shop Applications (description)",
        "3 monitor-target target name till-02 name=Nightly Tills action=backup host=till-02 owner=Shop Applications (description)",
        "3 monitor-target target name Till Office 03 name=Nightly Tills action=backup host=till office 03 owner=Shop Applications (description)",
        "3 monitor-target literal exact 192.0.2.53 name=Nightly Tills action=backup owner=Shop Applications (description)",
        "4 monitor-target target name till-arch-01 name=Archive action=backup host=till-arch-01 disabled",
        "5 monitor-target target name till-arch-02 name=Archive action=backup host=till-arch-02 disabled",
      ],
      "understood": "3 of 4",
      "unknown": [
        "1 row without a machine (line 6)",
      ],
    }
  `)
})

test('a report of Commvault: each machine once for each job, servers once, a column of passwords hidden', () => {
  expect(told('commvault-details.csv')).toMatchInlineSnapshot(`
    {
      "masked": 3,
      "references": [
        "4 monitor-target target name till-db-01 name=defaultBackupSet/logs action=backup host=till-db-01 owner=Databases (label)",
        "4 monitor-target literal name ma-01 name=backup server action=backup host=ma-01",
        "6 monitor-target target exact 192.0.2.31 name=defaultBackupSet/default action=backup",
        "7 monitor-target target name till-app-01 name=defaultBackupSet/default action=backup host=till-app-01",
        "7 monitor-target literal name ma-02 name=backup server action=backup host=ma-02",
      ],
      "understood": "5 of 5",
      "unknown": [
        "1 further run of a job (line 5)",
      ],
    }
  `)
})

test('a column of passwords is hidden although nothing in its lines says so', () => {
  const { references } = backupReader.read(recording(import.meta.dirname, 'commvault-details.csv'))
  expect(JSON.stringify([...references])).not.toContain('hunter2plain')
})

test('a table that somebody keeps: an address and a name of one machine are one reference', () => {
  expect(told('protected.csv')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 monitor-target target exact 192.0.2.11 name=Nightly Tills action=backup host=till-01 owner=Shop Applications (label)",
        "3 monitor-target target exact 192.0.2.12 name=Nightly Tills action=backup host=till-02 owner=tills@corner.example (contact)",
        "3 monitor-target target exact 2001:db8::12 name=Nightly Tills action=backup host=till-02 owner=tills@corner.example (contact)",
        "5 monitor-target target name till-04 name=Nightly Tills action=backup host=till-04",
      ],
      "understood": "4 of 5",
      "unknown": [
        "1 address that is none (line 5)",
        "1 row without a machine (line 4)",
      ],
    }
  `)
})

test('lists of clients as NetBackup prints them, in both forms', () => {
  expect(told('bpplclients.txt')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 monitor-target target name till-01 name=NetBackup client action=backup host=till-01",
        "4 monitor-target target name till-db-01.corner.example name=NetBackup client action=backup host=till-db-01.corner.example",
        "5 monitor-target target exact 192.0.2.31 name=NetBackup client action=backup",
      ],
      "understood": "3 of 4",
      "unknown": [
        "1 line that is no client (line 6)",
      ],
    }
  `)
  expect(told('bpplclients-l.txt')).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "1 monitor-target target name till-01 name=NetBackup client action=backup host=till-01",
        "2 monitor-target target name till-db-01.corner.example name=NetBackup client action=backup host=till-db-01.corner.example",
      ],
      "understood": "2 of 2",
      "unknown": [],
    }
  `)
})

test('columns are those of the line, also in lists and on further lines of a row', () => {
  for (const name of recordings) {
    const file = recording(import.meta.dirname, name)
    const lines = Buffer.from(file.bytes).toString('utf8').split('\n')
    for (const { line, column = 0, matched } of backupReader.read(file).references)
      expect(lines[line - 1]?.slice(column - 1, column - 1 + matched.length)).toBe(matched)
  }
})

test('inventories, lists of owners and flows are no lists of jobs', () => {
  const heads = [
    'Name,IP Address,Owner,Application',
    'VM,Powerstate,Template,DNS Name,CPUs,Memory,Primary IP Address,Cluster,Host',
    'hostname,ip,mac,owner,description',
    'Source IP,Destination IP,Port,Protocol,Policy,Action',
    'job,instance,value',
  ]
  expect(heads.filter((head) => backupReader.recognises(textFile('a.csv', `${head}\n`)) > 0)).toEqual([])
})

test('policies as NetBackup prints them, for people and for programs', () => {
  const people = `------------------------------------------------------------

Policy Name:       Nightly_Tills

  Policy Type:         Standard
  Active:              no
  Residence:           disk-a
  HW/OS/Client:  Linux-x86_64  RedHat2.6.32  till-01
                 Linux-x86_64  RedHat2.6.32  till-db-01.corner.example
                 Windows-x64   Windows2019   192.0.2.31

  Include:  /data

  Schedule:              Full
    Type:                Full Backup

Policy Name:       Machines
  Active:              yes
  HW/OS/Client:  VMware  Virtual_Machine  MEDIA_SERVER
`
  const programs = `CLASS Nightly_Tills *NULL* 0 830000 0 *NULL*
INFO 0 0 0 0 *NULL* 0 0
CLIENT till-01 Linux-x86_64 RedHat2.6.32 0 0 0 0 *NULL*
INCLUDE /data
SCHED Full 0 1 604800 3 0 0 0 *NULL* 0 0 0 0 0 0 -1 0 0 0
`
  const read = (text: string) => {
    const file = textFile('policies.txt', text)
    expect(backupReader.recognises(file)).toBeGreaterThan(0.9)
    return toldReading(backupReader, file)
  }
  expect(read(people)).toMatchObject({
    references: [
      '8 monitor-target target name till-01 name=Nightly_Tills action=backup host=till-01 disabled',
      '9 monitor-target target name till-db-01.corner.example name=Nightly_Tills action=backup host=till-db-01.corner.example disabled',
      '10 monitor-target target exact 192.0.2.31 name=Nightly_Tills action=backup disabled',
    ],
    understood: '3 of 3',
  })
  expect(read(programs)).toMatchObject({
    references: ['3 monitor-target target name till-01 name=Nightly_Tills action=backup host=till-01'],
  })
})
