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
      '47 balancer-member member exact 192.0.2.42 name=proxy_pass service=tcp/8080 path=$upstream via=192.0.2.80:443+[2001:db8::80]:443 owner=Web Platform (file-head)',
      '57 balancer-member member exact 192.0.2.61 name=db service=tcp/5432 via=192.0.2.81:5432 owner=Web Platform (file-head)',
      '59 balancer-virtual vip exact 192.0.2.81 name=server service=tcp/5432 owner=Web Platform (file-head)',
      '60 config-literal source exact 192.0.2.82 name=proxy_bind owner=Web Platform (file-head)',
      '65 balancer-member member exact 192.0.2.54 name=proxy_pass service=tcp/53 owner=Web Platform (file-head)',
      '50 config-literal literal exact 192.0.2.77 name=lua owner=Web Platform (file-head)',
    ],
    understood: '51 of 52',
    unknown: ['1 include (a file of its own) (line 6)', '1 secret_sauce (line 53)'],
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
      "understood": "9 of 9",
      "unknown": [],
    }
  `)
})

test('variables lead to machines and upstreams; what of the request follows the machine; Lua, lists alone', () => {
  const lines = [
    'stream {',
    '  upstream web { server 192.0.2.21:443; }',
    '  map $ssl_preread_server_name $name { shop.corner.example web; till.corner.example 192.0.2.22:8443; default $ssl_preread_server_name; }',
    '  server { listen 192.0.2.80:443; proxy_pass $name; }',
    '}',
    'http {',
    '  server {',
    '    listen 192.0.2.81:80;',
    '    set $scheme_to http; set $server "192.0.2.23"; set $port 8080;',
    '    location / { proxy_pass $scheme_to://$server:$port$request_uri; }',
    '    location /a { proxy_pass http://192.0.2.24:8080$request_uri; }',
    '    location /b { proxy_pass http://192.0.2.25/$1; error_page 502 http://192.0.2.26/; }',
    '    location /c { proxy_pass http://$host:80; }',
    '    location /d { access_by_lua \'return ngx.var.remote_addr == "192.0.2.27"\'; }',
    '    location /e { balancer_by_lua_block { peer("192.0.2.28", 80) } allow 198.51.100.7; }',
    '  }',
    '  server { listen 192.0.2.82:80; location / { proxy_pass http://$server; } }',
    '}',
    'rtmp { server { application live { push rtmp://192.0.2.29/live; allow publish 192.0.2.30; } } }',
  ]
  expect(toldReading(nginxReader, textFile('nginx.conf', lines.join('\n')))).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 balancer-member member exact 192.0.2.21 name=web service=tcp/443 via=192.0.2.80:443",
        "3 config-literal literal exact 192.0.2.22 name=map $name",
        "4 balancer-virtual vip exact 192.0.2.80 name=server service=tcp/443",
        "4 balancer-member member exact 192.0.2.22 name=proxy_pass service=tcp/8443 path=$name via=192.0.2.80:443",
        "8 balancer-virtual vip exact 192.0.2.81 name=server service=tcp/80",
        "9 config-literal literal exact 192.0.2.23 name=set",
        "10 balancer-member member exact 192.0.2.23 name=proxy_pass service=tcp/8080 path=$server via=192.0.2.81:80",
        "11 balancer-member member exact 192.0.2.24 name=proxy_pass service=tcp/8080 via=192.0.2.81:80",
        "12 balancer-member member exact 192.0.2.25 name=proxy_pass service=tcp/80 via=192.0.2.81:80",
        "12 config-literal literal exact 192.0.2.26 name=error_page",
        "14 config-literal literal exact 192.0.2.27 name=access_by_lua",
        "15 config-literal source exact 198.51.100.7 name=allow action=allow",
        "17 balancer-virtual vip exact 192.0.2.82 name=server service=tcp/80",
        "19 balancer-member member exact 192.0.2.29 name=push",
        "19 config-literal source exact 192.0.2.30 name=allow action=allow",
        "15 config-literal literal exact 192.0.2.28 name=lua",
      ],
      "understood": "36 of 36",
      "unknown": [],
    }
  `)
  expect(
    nginxReader.recognises(textFile('offices.conf', 'allow 198.51.100.0/24;\ndeny all;\n')),
  ).toBeGreaterThan(0.6)
})
