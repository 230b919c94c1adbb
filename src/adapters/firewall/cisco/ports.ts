const named: Readonly<Record<string, string>> = {
  acap: '674',
  afpovertcp: '548',
  aol: '5190',
  'asf-rmcp': '623',
  bfd: '3784',
  bgp: '179',
  biff: '512',
  bootpc: '68',
  bootps: '67',
  chargen: '19',
  cifs: '3020',
  'citrix-ica': '1494',
  cmd: '514',
  ctiqbe: '2748',
  daytime: '13',
  discard: '9',
  dnsix: '195',
  domain: '53',
  drip: '3949',
  echo: '7',
  exec: '512',
  finger: '79',
  ftp: '21',
  'ftp-data': '20',
  gopher: '70',
  h323: '1720',
  hostname: '101',
  http: '80',
  'http-alt': '8008',
  https: '443',
  ident: '113',
  imap: '143',
  imap3: '220',
  imap4: '143',
  imaps: '993',
  ipp: '631',
  irc: '194',
  isakmp: '500',
  'iso-tsap': '102',
  kerberos: '750',
  'kerberos-adm': '749',
  klogin: '543',
  kshell: '544',
  ldap: '389',
  ldaps: '636',
  ldp: '646',
  login: '513',
  lotusnotes: '1352',
  lpd: '515',
  'microsoft-ds': '445',
  'mobile-ip': '434',
  'ms-sql-m': '1434',
  'ms-sql-s': '1433',
  msdp: '639',
  msrpc: '135',
  nameserver: '42',
  'netbios-dgm': '138',
  'netbios-ns': '137',
  'netbios-ss': '139',
  'netbios-ssn': '139',
  netstat: '15',
  nfs: '2049',
  nntp: '119',
  nntps: '563',
  'non500-isakmp': '4500',
  ntp: '123',
  'onep-plain': '15001',
  'onep-tls': '15002',
  'pcanywhere-data': '5631',
  'pcanywhere-status': '5632',
  'pim-auto-rp': '496',
  pop2: '109',
  pop3: '110',
  pop3s: '995',
  pptp: '1723',
  qmtp: '209',
  radius: '1645',
  'radius-acct': '1646',
  rip: '520',
  rsh: '514',
  rsync: '873',
  rtelnet: '107',
  rtsp: '554',
  'secureid-udp': '5510',
  sftp: '115',
  sip: '5060',
  smtp: '25',
  smux: '199',
  snmp: '161',
  snmptrap: '162',
  snpp: '444',
  sqlnet: '1521',
  ssh: '22',
  submission: '587',
  sunrpc: '111',
  svrloc: '427',
  syslog: '514',
  systat: '11',
  tacacs: '49',
  'tacacs-ds': '65',
  talk: '517',
  tcpmux: '1',
  telnet: '23',
  tftp: '69',
  time: '37',
  tunnel: '604',
  ups: '401',
  uucp: '540',
  vmnet: '175',
  vxlan: '4789',
  who: '513',
  whois: '43',
  www: '80',
  xdmcp: '177',
  'z39-50': '210',
}
const ports: ReadonlyMap<string, string> = new Map(Object.entries(named))

/** Whether a word is a port by number or by a name that the dialect knows. */
export function isPort(word: string): boolean {
  return /^\d{1,5}$/.test(word) || ports.has(word)
}

/** A port by its number where the name is known. */
export function portOf(word: string): string {
  return ports.get(word) ?? word
}

/** Ports of `eq`, `range`, `gt`, `lt` or `neq` from `at`, and where the next word stands; undefined = no operator. */
export function readPorts(
  words: readonly string[],
  at: number,
): { readonly text: string; readonly next: number } | undefined {
  const first = words[at + 1]
  if (first === undefined) return undefined
  switch (words[at]) {
    case 'eq': {
      let next = at + 2
      const all = [portOf(first)]
      for (let word = words[next]; word !== undefined && isPort(word); word = words[++next])
        all.push(portOf(word))
      return { text: all.join(','), next }
    }
    case 'range':
      return { text: `${portOf(first)}-${portOf(words[at + 2] ?? first)}`, next: at + 3 }
    case 'gt':
      return { text: `${Number(portOf(first)) + 1}-65535`, next: at + 2 }
    case 'lt':
      return { text: `0-${Number(portOf(first)) - 1}`, next: at + 2 }
    case 'neq': {
      const number = Number(portOf(first))
      return { text: `0-${number - 1},${number + 1}-65535`, next: at + 2 }
    }
    default:
      return undefined
  }
}
