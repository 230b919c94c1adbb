import { define } from './define.ts'

/** Problems of the area `discover`. */
export const discover = define({
  'vcenter-url': {
    exit: 2,
    status: 400,
    says: 'The address of the vCenter {host} cannot be used: {why}.',
    remedy:
      'Name it as host or https://user@host/sdk; give the password with --password-file, CAUSEWAY_PASSWORD or the prompt.',
  },
  'vcenter-pin': {
    exit: 2,
    status: 400,
    says: 'The pin {pin} is no SHA-256 fingerprint; 64 hexadecimal digits are expected, with or without colons.',
    remedy: 'Run the command without --pin: it prints the fingerprint that the vCenter shows.',
  },
  'vcenter-certificate-unverified': {
    exit: 1,
    status: 502,
    says: 'The certificate of {host} is not trusted: {why}. Its SHA-256 fingerprint is {fingerprint}. Nothing was sent.',
    remedy: 'Compare the fingerprint with the one on the vCenter, then run: {command}',
  },
  'vcenter-certificate-changed': {
    exit: 1,
    status: 502,
    says: 'The certificate of {host} has the SHA-256 fingerprint {fingerprint}; {pin} was pinned. Nothing was sent.',
    remedy: 'Find out whether the certificate was renewed. If it was, pass the new fingerprint with --pin.',
  },
  'vcenter-unreachable': {
    exit: 1,
    status: 502,
    says: 'The vCenter {host} cannot be reached: {why}.',
    remedy: 'Check the name, the port and the firewall between here and the vCenter.',
  },
  'proxy-unusable': {
    exit: 2,
    status: 400,
    says: 'The proxy that HTTPS_PROXY names for {host} cannot be used: http://host:port or https://host:port is expected.',
    remedy:
      'Correct HTTPS_PROXY, with user:password@ before the host where the proxy wants one, or name the vCenter in NO_PROXY.',
  },
  'proxy-refused': {
    exit: 1,
    status: 502,
    says: 'The proxy {proxy} gives no way to {host}: {why}.',
    remedy:
      'Check HTTPS_PROXY (its user and password are never shown), let the proxy connect to that host and port, or name the vCenter in NO_PROXY.',
  },
  'vcenter-busy': {
    exit: 1,
    status: 503,
    says: 'The vCenter {host} did not answer after several attempts: {why}.',
    remedy:
      'Try again later. A vCenter at its limit of sessions answers 503: close idle sessions of this user.',
  },
  'vcenter-login': {
    exit: 1,
    status: 502,
    says: 'The vCenter {host} refused the user {user}: wrong name or password.',
    remedy:
      'Check both; a user of a domain is written as user@domain. The user needs Read-only on the vCenter, propagated.',
  },
  'vcenter-password-gone': {
    exit: 1,
    status: 409,
    says: 'The run {run} has the password of {user} no more: it is kept in the memory of the server that began it, and nowhere else.',
    remedy: 'Read the vCenter again, on the page Sources or with `causeway discover`; what was read stays.',
  },
  'vcenter-permission': {
    exit: 1,
    status: 502,
    says: 'The user {user} may not do {method} on the vCenter {host}; missing: {privilege}.',
    remedy:
      'Give the user the role Read-only on the vCenter, propagated to all children. `causeway preflight {host}` prints the role for each stage.',
  },
  'vcenter-fault': {
    exit: 1,
    status: 502,
    says: 'The vCenter {host} answered {method} with the fault {fault} ({text}).',
    remedy:
      'Run the command again; if it stays, look for the same time in the log of the vCenter (vpxd.log).',
  },
  'vcenter-answer': {
    exit: 1,
    status: 502,
    says: 'The vCenter {host} sent {seen}; {expected} was expected.',
    remedy:
      'Check that the address is that of a vCenter or an ESXi host (path /sdk) and not of a proxy or a portal.',
  },
  'vcenter-recording': {
    exit: 1,
    status: 422,
    says: 'The recorded vCenter answers in {folder} cannot be read: {place} has {seen}; {expected} was expected.',
    remedy: 'Record them again, or remove the folder from what is read.',
  },
  'recording-folder': {
    exit: 2,
    status: 400,
    says: 'The recording cannot be written into {folder}: {why}.',
    remedy: 'Name a folder that does not exist yet, or an empty one.',
  },
  'rvtools-unreadable': {
    exit: 1,
    status: 422,
    says: 'The RVTools export {file} cannot be read: {part} has {seen}; {expected} was expected. Nothing was kept of it.',
    remedy:
      'Open it in a spreadsheet program: if that complains too, export it again. A password must be removed, and an old .xls saved as .xlsx.',
  },
  'overlay-unreadable': {
    exit: 1,
    status: 422,
    says: 'The overlay {file} cannot be read: {part} has {seen}; {expected} was expected. Nothing was kept of it.',
    remedy: 'Save it as CSV in UTF-8 with one header line, then read it again.',
  },
  'overlay-no-key': {
    exit: 1,
    status: 422,
    says: 'The overlay {file} has no column that names a VM; its columns are: {columns}.',
    remedy:
      'Name one column vm, uuid, ip or dns name, beside owner, application, criticality or environment.',
  },
  'list-unreadable': {
    exit: 1,
    status: 422,
    says: 'The list {file} cannot be read: {part} has {seen}; {expected} was expected. Nothing was kept of it.',
    remedy: 'Save it as CSV in UTF-8 with one header line, then read it again.',
  },
  'list-unrecognised': {
    exit: 1,
    status: 422,
    says: 'The list {file} was not recognised: its first line has {seen}; a header whose columns name machines was expected.',
    remedy:
      'Take lines above the header away. Where its columns have other names: `causeway discover <list.csv> --suggest-map > map.yaml`, correct that file, then `causeway discover <list.csv> --map map.yaml`.',
  },
  'list-map-wrong': {
    exit: 2,
    status: 400,
    says: 'The mapping file {file} cannot be used: line {line} has {seen}; {expected} was expected.',
    remedy: 'Write a fresh proposal with `causeway discover <list.csv> --suggest-map` and compare.',
  },
})
