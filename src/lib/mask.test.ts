import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMasker, maskText } from './mask.ts'
import { processorMs } from '../../tests/process-time.ts'

const secret = 'CANARY-s3cret'

/** Lines as people and machines write secrets down; each must lose its secret and nothing of its shape. */
const written = [
  `url: postgres://shop:${secret}@db:5432/shop`,
  `amqp://${secret}@10.0.0.1/`,
  `db.password=${secret}`,
  `password: "${secret} with blanks"`,
  `"client_secret": "${secret}",`,
  `API_TOKEN=${secret}`,
  `<password>${secret}</password>`,
  `<add key="DbPassword" value="${secret}"/>`,
  `<signing key="${secret}" algorithm="hmac"/>`,
  `Server=db;User Id=sa;Password=${secret};Database=x`,
  `snmp-server community ${secret} RO`,
  `set snmp v2c snmp-community-string ${secret}`,
  `set network ike gateway a authentication pre-shared-key key ${secret}`,
  `set mgt-config users admin phash $5$abc$${secret}`,
  `enable secret 9 ${secret}`,
  `username admin password 7 ${secret}`,
  `  secret "${secret}";`,
  `ssh root@10.0.0.1 password: ${secret}`,
  `check_mysql -H db -u nagios -p ${secret}`,
  `check_snmp!-C ${secret} -o 1.3.6`,
  `curl --user admin:${secret} https://x/`,
  `stats auth admin:${secret}`,
  `Authorization: Bearer ${secret}`,
  `jdbc:oracle:thin:scott/${secret}@10.0.0.1:1521/X`,
  `apiKey = '${secret}'`,
  `root:$6$salt$${secret}abcdef:19000::`,
  `psk=${secret}`,
  `the password is ${secret}`,
  `-----BEGIN KEY-----${secret}-----END KEY-----`,
]

test('every way to write a secret down is masked, and the line keeps its length', () => {
  const survived = written.filter((line) => maskText(line).text.includes(secret))
  expect(survived).toEqual([])
  expect(written.map((line) => maskText(line).text.length)).toEqual(written.map((line) => line.length))
  expect(written.filter((line) => maskText(line).masks === 0)).toEqual([])
})

test('what only sounds like a secret stays readable', () => {
  const plain = [
    '-A FORWARD -s 10.0.0.1/32 -p tcp -m tcp --dport 22 -j ACCEPT',
    'the key system is erp-db-01 (10.20.30.41)',
    'primary_key=id',
    'keyboard = us',
    'ssh -p 22 root@10.20.30.41',
    'mkdir -p /var/lib/x',
    'password policy: see 10.20.30.41',
    'https://wiki.harbour.example/a@b',
    'erp.jdbc.url=jdbc:oracle:thin:@10.20.30.41:1521/ERPPROD',
    'ssh-rsa AAAAB3NzaC1yc2E public key of ops',
    'tokenize: 10.20.30.41',
    'snmp-server host inside 192.0.2.52 version 3',
    'neighbor 198.51.100.3 remote-as 65001',
    "key: 'net.tcp.service[https,10.20.30.41,443]'",
    '<key>icmpping[10.20.30.41]</key>',
    'etcdctl -C http://10.20.30.41:2379 ls',
    'grep -C 10.20.30.41 /etc/hosts',
  ]
  expect(plain.map((line) => maskText(line).text)).toEqual(plain)
})

test('routers name secrets without a word in front, or with a plain word behind', () => {
  const lines = [
    `snmp-server host 192.0.2.52 version 2c ${secret}`,
    `snmp-server host 192.0.2.52 vrf mgmt informs version 3 priv ${secret}`,
    `snmp-server host 192.0.2.52 ${secret}`,
    ' neighbor 198.51.100.3 password Plainword',
    ' standby 120 authentication md5 key-string Plainword',
    `GRANT ALL ON shop.* TO 'erp'@'10.20.30.41' IDENTIFIED BY '${secret}'`,
  ]
  for (const line of lines) {
    const { text, masks } = maskText(line)
    expect([masks, text.includes(secret), text.includes('Plainword')]).toEqual([1, false, false])
    expect(text.match(/\d+\.\d+\.\d+\.\d+/g)).toEqual(line.match(/\d+\.\d+\.\d+\.\d+/g))
  }
})

test('Net-SNMP names communities by their place in the line', () => {
  const lines = [
    'rocommunity Plainword 192.0.2.0/24 -V systemonly',
    'rwcommunity6 Plainword 192.0.2.9',
    '# rocommunity Plainword 192.0.2.9',
    'com2sec readonly 192.0.2.0/24 Plainword',
    'com2sec6 -Cn ctx readonly 192.0.2.9 Plainword',
    'trap2sink 192.0.2.9:162 Plainword',
    'informsink 192.0.2.9 "Plainword and blanks" 162',
    'authCommunity log,execute,net Plainword 192.0.2.9',
    'trapsess -v 2c -c Plainword 192.0.2.9',
    'informsess -v 2c -c Plainword 192.0.2.9',
    'proxy -Cn ctx -v 1 -cPlainword 192.0.2.9 .1.3',
    'createUser -e 0x0102 192.0.2.9 SHA Plainword AES Plainword',
    'check = /usr/bin/snmpwalk -v 3 -A Plainword -X Plainword 192.0.2.9',
    'trap Plainword 192.0.2.9 1.2.3 fe',
  ]
  for (const line of lines) {
    const { text, masks } = maskText(line)
    expect([line, masks > 0, text.includes('Plainword'), text.length]).toEqual([
      line,
      true,
      false,
      line.length,
    ])
    expect(text).toContain('192.0.2.')
  }
  const { text } = maskText(
    'trapsess -v 3 -u watch \\\n  -A Plainword -X Plainword 192.0.2.9\nrouser -A watch',
  )
  expect(text.split('\n').slice(1)).toEqual(['  -A ••••••••• -X ••••••••• 192.0.2.9', 'rouser -A watch'])
  const plain = [
    'trapsink: A receiver of traps',
    'proxy web 10.0.0.1',
    'kitchen sink of 10.0.0.1',
    'trap - EXIT 10.0.0.1',
  ]
  expect(plain.map((line) => maskText(line).text)).toEqual(plain)
})

test('a line that announces no secret has none', () => {
  const part = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(...written.flatMap((line) => line.split(/(?<=[ =:@])/))),
    fc.constantFrom(
      '-p tcp ',
      'trapsess -c ',
      'proxy -c ',
      'smux 1.3 ',
      'com2sec a b ',
      'snmpget ',
      'trap x 10.0.0.1',
      '\\',
      '-p x1y2z3 ',
      '-C ',
      '$1$',
      '{SSHA}',
      'eyJ',
      '-AQ==',
      ' auth ',
      'abcdefghijklmnop',
    ),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const line = parts.join('').replaceAll('\n', ' ')
      expect(createMasker()(line)).toEqual(createMasker(true)(line))
    }),
    { numRuns: 5000 },
  )
})

test('blocks over several lines: PEM, a YAML block, and a name with its value below', () => {
  const text = [
    '-----BEGIN PRIVATE KEY-----',
    `${secret}`,
    '-----END PRIVATE KEY-----',
    'password: |',
    `  ${secret}`,
    'host: 10.20.30.41',
    '- name: DB_PASSWORD',
    `  value: ${secret}`,
    '- name: DB_HOST',
    '  value: 10.20.30.41',
    "- macro: '{$DB_PASSWORD}'",
    `  value: ${secret}`,
    '<macro>{$SNMP_COMMUNITY}</macro>',
    `<value>${secret}</value>`,
    `{"macro":"{$API_TOKEN}","value":"${secret}"}`,
    "- macro: '{$DB_HOST}'",
    '  value: 10.20.30.41',
  ].join('\n')
  const masked = maskText(text)
  expect(masked.text).not.toContain(secret)
  expect(masked.text.split('\n').filter((line) => line.includes('10.20.30.41'))).toEqual([
    'host: 10.20.30.41',
    '  value: 10.20.30.41',
    '  value: 10.20.30.41',
  ])
})

test('masking keeps lines and columns whatever the text', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom(...written),
    fc.constantFrom('password=', ' key ', '://', '@', '"', '\n'),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      const masked = maskText(text)
      expect(masked.text.split('\n').map((line) => line.length)).toEqual(
        text.split('\n').map((line) => line.length),
      )
    }),
  )
})

test('a line of 300,000 signs is masked in linear time', () => {
  const mask = createMasker()
  const started = processorMs()
  for (const piece of ['password ', 'key=', '://a@', '-p x ', '"', 'eyJ', '$1$', 'a.'])
    mask(piece.repeat(300_000 / piece.length))
  expect(processorMs() - started).toBeLessThan(20_000)
})
