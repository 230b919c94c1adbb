const written =
  'ftp-data:20 ftp:21 ssh:22 telnet:23 smtp:25 time:37 domain:53 bootps:67 bootpc:68 tftp:69 http:80 www:80 kerberos:88 ' +
  'kerberos5:88 kerberos-sec:88 pop3:110 sunrpc:111 rpcbind:111 portmapper:111 nntp:119 ntp:123 epmap:135 loc-srv:135 ' +
  'netbios-ns:137 netbios-dgm:138 netbios-ssn:139 nbsession:139 imap:143 imap2:143 snmp:161 snmptrap:162 snmp-trap:162 ' +
  'bgp:179 ldap:389 svrloc:427 https:443 microsoft-ds:445 kpasswd:464 submissions:465 urd:465 smtps:465 isakmp:500 ' +
  'syslog:514 shell:514 printer:515 ipp:631 ldaps:636 ldapssl:636 rsync:873 imaps:993 pop3s:995 socks:1080 ms-sql-s:1433 ' +
  'ms-sql-m:1434 ncube-lm:1521 radius:1812 radius-acct:1813 mqtt:1883 nfs:2049 nfsd:2049 iscsi-target:3260 msft-gc:3268 ' +
  'mysql:3306 ms-wbt-server:3389 svn:3690 epmd:4369 ipsec-nat-t:4500 sip:5060 postgresql:5432 postgres:5432 amqp:5672 ' +
  'amqps:5671 vnc:5900 wsman:5985 wsmans:5986 x11:6000 redis:6379 http-alt:8080 webcache:8080 https-alt:8443 nrpe:5666 ' +
  'zabbix-agent:10050 zabbix-trapper:10051 git:9418 bacula-dir:9101 bacula-fd:9102 bacula-sd:9103 mongodb:27017'

/** Ports by the names that systems print for them; only those that name one port everywhere. */
export const servicePorts: ReadonlyMap<string, number> = new Map(
  written.split(' ').map((pair) => {
    const colon = pair.indexOf(':')
    return [pair.slice(0, colon), Number(pair.slice(colon + 1))] as const
  }),
)
