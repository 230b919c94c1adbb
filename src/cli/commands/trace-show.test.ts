import { expect, test } from 'vitest'
import type { TraceResult } from '../../contract/trace.ts'
import { styleOf } from '../terminal.ts'
import { showTrace } from './trace-show.ts'

const style = styleOf({ columns: 100, colours: false, links: false, live: false, out() {}, err() {} })
const cost = { artefacts: 0, changeRequests: [], teams: 0, hours: 0, days: 0, obstacles: [] }
const flow = (peerVm: string, port: number, shared = false) => ({
  peer: `peer of ${peerVm}`,
  peerVm,
  port,
  protocol: 'tcp' as const,
  bytes: 1,
  connections: 1,
  ...(shared ? { shared } : {}),
})

const trace: TraceResult = {
  vm: 'db-1',
  id: 'vm-1',
  addresses: ['10.0.0.1'],
  names: ['db-1'],
  aliases: ['oracle.example'],
  owner: 'Databases',
  ownerBasis: 'cmdb row of db-1 (cmdb.csv:2)',
  teams: ['Edge'],
  references: [
    {
      kind: 'firewall-rule',
      device: 'fw-1',
      file: 'fw-1.cfg',
      line: 7,
      text: ' permit tcp any object-group DBS ',
      matched: '10.0.0.1',
      strength: 'group',
      role: 'destination',
      owner: 'Edge',
      ownerBasis: 'its tag',
      name: 'IN line 1',
      action: 'allow',
      service: 'tcp/1521',
      path: ['DBS', 'H_DB_1'],
    },
    {
      kind: 'config-literal',
      device: 'app.ini',
      file: 'app.ini',
      line: 1,
      text: 'any',
      matched: 'any',
      strength: 'any',
      role: 'literal',
    },
  ],
  flows: {
    in: [flow('mon-1', 9100, true), flow('app-1', 1521), flow('app-2', 1521)],
    out: [flow('dns-1', 53, true)],
  },
  behind: [{ address: '192.0.2.1', device: 'fw-1', name: 'static' }],
  modes: { 'keep-ip': cost, 're-ip': cost },
  recommended: 'keep-ip',
  recommendedBecause: 'keeping the address is no dearer',
  unknowns: ['no DNS zone'],
  score: {
    total: 7,
    terms: [
      { term: 'client', count: 1, weight: 1, points: 1 },
      { term: 'firewall-rule', count: 2, weight: 3, points: 6 },
    ],
  },
}

test('a trace tells owner, ways to the VM, the path to each artefact, services, and the terms of its score', () => {
  expect(showTrace(trace, { style }, undefined, new Map()).split('\n')).toEqual([
    'db-1  10.0.0.1',
    'Owned by Databases (cmdb row of db-1 (cmdb.csv:2)).',
    'Also called oracle.example.',
    'Also reached at 192.0.2.1, through static on fw-1.',
    'Named in 2 places, owned by 1 team. Of them 1 hold its address, 1 say any.',
    '',
    'Edge (1)',
    '  firewall-rule IN line 1 on fw-1, group as destination, allow tcp/1521, through DBS → H_DB_1',
    '    permit tcp any object-group DBS',
    '    fw-1.cfg:7  owner: its tag',
    'nobody known (1)',
    '  config-literal on app.ini, any as literal',
    '    any',
    '    app.ini:1',
    '',
    'Calls it (3 flows; no flow seen is never no dependency)',
    '  tcp/1521     2  app-1, app-2',
    '  shared infrastructure',
    '    tcp/9100     1  mon-1',
    'It calls (1 flow; no flow seen is never no dependency)',
    '  shared infrastructure',
    '    tcp/53       1  dns-1',
    '',
    'keep-ip  0 change requests, 0 teams, 0 hours, 0 calendar days  proposed',
    're-ip    0 change requests, 0 teams, 0 hours, 0 calendar days',
    '',
    'keeping the address is no dearer',
    '',
    'Blast radius score 7: client 1 × 1, firewall-rule 2 × 3',
    '',
    'What we do not know',
    '  no DNS zone',
  ])
})
