import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { nginxReader } from './index.ts'

test('a proxy: members know where clients connect; tables, lists and variables name addresses', () => {
  const file = recording(import.meta.dirname, 'nginx.conf')
  expect(nginxReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(nginxReader, file)).toEqual({
    references: [
      '5 config-literal literal exact 192.0.2.53 name=resolver owner=Web Platform (file-head)',
      '5 config-literal literal exact 2001:db8::53 name=resolver owner=Web Platform (file-head)',
      '8 config-literal source subnet 10.8.0.0/24 name=set_real_ip_from action=set_real_ip_from owner=Web Platform (file-head)',
      '11 config-literal source subnet 10.8.1.0/24 name=geo $inside owner=Web Platform (file-head)',
      '12 config-literal source subnet 192.0.2.0/25 name=geo $inside owner=Web Platform (file-head)',
      '13 config-literal source range 198.51.100.7-198.51.100.9 name=geo $inside owner=Web Platform (file-head)',
      '17 config-literal literal exact 192.0.2.41 name=map $target owner=Web Platform (file-head)',
      '22 balancer-member member exact 192.0.2.21 name=shop service=tcp/8080 via=192.0.2.80:443+[2001:db8::80]:443 owner=Web Platform (file-head)',
      '23 balancer-member member name web-2.corner.example name=shop service=tcp/8080 host=web-2.corner.example via=192.0.2.80:443+[2001:db8::80]:443 owner=Web Platform (file-head)',
      '24 balancer-member member exact 2001:db8::23 name=shop service=tcp/8080 via=192.0.2.80:443+[2001:db8::80]:443 disabled owner=Web Platform (file-head)',
      '28 balancer-virtual vip exact 192.0.2.80 name=shop.corner.example service=tcp/443 owner=Web Platform (file-head)',
      '29 balancer-virtual vip exact 2001:db8::80 name=shop.corner.example service=tcp/443 owner=Web Platform (file-head)',
      '32 config-literal literal exact 192.0.2.42 name=set owner=Web Platform (file-head)',
      '33 config-literal source name cdn.corner.example name=set_real_ip_from action=set_real_ip_from host=cdn.corner.example owner=Web Platform (file-head)',
      '36 config-literal source subnet 198.51.100.0/24 name=allow action=allow owner=Web Platform (file-head)',
      '37 config-literal source exact 203.0.113.7 name=allow action=allow owner=Web Platform (file-head)',
      '41 balancer-member member name till.corner.example name=proxy_pass service=tcp/8443 host=till.corner.example via=192.0.2.80:443+[2001:db8::80]:443 owner=Web Platform (file-head)',
      '42 balancer-member member exact 192.0.2.51 name=fastcgi_pass service=tcp/9000 via=192.0.2.80:443+[2001:db8::80]:443 owner=Web Platform (file-head)',
      '44 config-literal literal exact 192.0.2.99 name=return owner=Web Platform (file-head)',
      '45 balancer-member member exact 192.0.2.52 name=grpc_pass service=tcp/50051 via=192.0.2.80:443+[2001:db8::80]:443 owner=Web Platform (file-head)',
      '57 balancer-member member exact 192.0.2.61 name=db service=tcp/5432 via=192.0.2.81:5432 owner=Web Platform (file-head)',
      '59 balancer-virtual vip exact 192.0.2.81 name=server service=tcp/5432 owner=Web Platform (file-head)',
      '60 config-literal source exact 192.0.2.82 name=proxy_bind owner=Web Platform (file-head)',
      '65 balancer-member member exact 192.0.2.54 name=proxy_pass service=tcp/53 owner=Web Platform (file-head)',
    ],
    understood: '50 of 52',
    unknown: [
      '1 content_by_lua_block (line 49)',
      '1 include (a file of its own) (line 6)',
      '1 secret_sauce (line 53)',
    ],
    masked: 1,
  })
})

test('braces and semicolons that are missing are counted, the rest stands', () => {
  const text =
    'upstream a { server 192.0.2.1:80;\n}\n}\nserver { listen 192.0.2.2:80; proxy_pass http://a }\nhttp {'
  expect(toldReading(nginxReader, textFile('a.conf', text))).toEqual({
    references: [
      '1 balancer-member member exact 192.0.2.1 name=a service=tcp/80',
      '4 balancer-virtual vip exact 192.0.2.2 name=server service=tcp/80',
    ],
    understood: '5 of 8',
    unknown: [
      '1 block that does not end (line 5)',
      '1 brace that closes nothing (line 3)',
      '1 directive without a semicolon (line 4)',
    ],
    masked: 0,
  })
})

test('what follows a block of Lua on its line is read, and a site may be called by an address', () => {
  const lines = [
    'server {',
    '  server_name shop.example 192.0.2.80;',
    '  location /a { content_by_lua_block { local x = "}" } }',
    '  location /b { access_by_lua_block {',
    "    -- don't count this } one",
    '  } proxy_pass http://192.0.2.11:8080; }',
    '}',
    'upstream after { server 192.0.2.12:80; }',
  ]
  expect(toldReading(nginxReader, textFile('shop.conf', lines.join('\n')))).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 config-literal literal exact 192.0.2.80 name=server_name",
        "6 balancer-member member exact 192.0.2.11 name=proxy_pass service=tcp/8080",
        "8 balancer-member member exact 192.0.2.12 name=after service=tcp/80",
      ],
      "understood": "8 of 9",
      "unknown": [
        "1 content_by_lua_block (line 3)",
      ],
    }
  `)
})
