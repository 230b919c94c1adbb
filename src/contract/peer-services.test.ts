import { expect, test } from 'vitest'
import { peerServices } from './peer-services.ts'

const flow = (peer: string, port: number, rest: { shared?: boolean; lastSeen?: string } = {}) => ({
  peer,
  port,
  protocol: 'tcp' as const,
  bytes: 1,
  connections: 1,
  ...rest,
})

test('connections stand by service: real peers first, the most of them first, what all share last', () => {
  const dns = flow('10.0.0.1', 53, { shared: true })
  const second = flow('10.0.0.9', 53, { shared: true })
  const ssh = flow('10.0.0.2', 22)
  const app = flow('10.0.0.3', 1521, { lastSeen: '2026-11-01T00:00:00Z' })
  const other = flow('10.0.0.4', 1521, { lastSeen: '2026-11-12T00:00:00Z' })
  const third = flow('10.0.0.5', 1521)
  expect(peerServices([dns, ssh, app, second, other, third])).toEqual([
    { service: 'tcp/1521', shared: false, flows: [app, other, third], lastSeen: '2026-11-12T00:00:00Z' },
    { service: 'tcp/22', shared: false, flows: [ssh] },
    { service: 'tcp/53', shared: true, flows: [dns, second] },
  ])
})
