import { expect, test } from 'vitest'
import { makeHearing } from './told.ts'

test('a path is meant from its end, as far as both go', () => {
  const heard = makeHearing([
    { file: 'bind/named.conf', told: [{ path: '/etc/bind/zones/db.corner', origin: 'corner.example' }] },
    { file: 'nginx/nginx.conf', told: [{ path: 'conf.d/*.conf', block: 'upstream erp' }] },
  ])
  const origins = (file: string) => heard(file).map(({ origin, block }) => origin ?? block)
  expect(origins('bind/zones/db.corner')).toEqual(['corner.example'])
  expect(origins('db.corner')).toEqual(['corner.example'])
  expect(origins('bind/old/db.corner')).toEqual([])
  expect(origins('nginx/conf.d/members.conf')).toEqual(['upstream erp'])
  expect(origins('nginx/conf.d/members.conf.bak')).toEqual([])
  expect(origins('bind/named.conf')).toEqual([])
})

test('of two machines with the same names each means its own files', () => {
  const heard = makeHearing([
    { file: 'web1/nginx.conf', told: [{ path: 'upstreams.conf', block: 'upstream one' }] },
    { file: 'web2/nginx.conf', told: [{ path: 'upstreams.conf', block: 'upstream two' }] },
    { file: 'web1/site.conf', told: [{ name: 'erp', fronts: ['192.0.2.1:443'] }] },
    { file: 'web2/site.conf', told: [{ name: 'erp', fronts: ['192.0.2.2:443'] }] },
    { file: 'web1/upstreams.conf', told: [{ name: 'erp', defined: true }] },
    { file: 'web2/upstreams.conf', told: [{ name: 'erp', defined: true }] },
  ])
  expect(heard('web1/upstreams.conf')).toEqual([
    { path: 'upstreams.conf', block: 'upstream one' },
    { name: 'erp', fronts: ['192.0.2.1:443'] },
  ])
  expect(heard('web2/upstreams.conf')).toEqual([
    { path: 'upstreams.conf', block: 'upstream two' },
    { name: 'erp', fronts: ['192.0.2.2:443'] },
  ])
  expect(heard('web1/site.conf')).toEqual([{ name: 'erp', defined: true }])
})
