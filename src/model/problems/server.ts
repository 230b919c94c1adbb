import { define } from './define.ts'

/** Problems of the server's door. */
export const server = define({
  'no-token': {
    exit: 1,
    status: 401,
    says: 'This needs the token of the workspace; none was given, or another one.',
    remedy:
      'Open the link that `causeway serve` printed, or send `Authorization: Bearer` with the text of .causeway/token.',
  },
  'foreign-host': {
    exit: 1,
    status: 421,
    says: 'This server does not answer for the host {host}.',
    remedy: 'Use the address that `causeway serve` printed.',
  },
  'foreign-origin': {
    exit: 1,
    status: 403,
    says: 'A page of {origin} tried to change something here.',
    remedy: 'Use the web UI of this server, or a script with the token and no Origin header.',
  },
  'wrong-content-type': {
    exit: 1,
    status: 415,
    says: 'The content type {seen} is not taken here; expected {expected}.',
    remedy: 'Send the body as {expected}.',
  },
  'no-such-route': {
    exit: 1,
    status: 404,
    says: 'There is nothing at {path}.',
    remedy: 'See /openapi.json for what there is.',
  },
  'request-wrong': {
    exit: 2,
    status: 400,
    says: 'The request cannot be read: {what}.',
    remedy: 'See /openapi.json for what it takes.',
  },
  'too-many-requests': {
    exit: 1,
    status: 429,
    says: 'Too many requests from here: more than {limit} in a minute.',
    remedy: 'Wait a minute.',
  },
  'body-too-large': {
    exit: 1,
    status: 413,
    says: 'The upload is larger than {limitMib} MiB.',
    remedy:
      'Use the command line for it: `causeway evidence add` and `causeway discover` take files of any size.',
  },
  'port-taken': {
    exit: 1,
    status: 500,
    says: 'Port {port} on {host} is taken by another program.',
    remedy: 'Choose another one with --port, or stop that program.',
  },
  'host-not-loopback': {
    exit: 2,
    status: 500,
    says: '--host {host} is not a loopback address, and this server has no TLS and no log-in of its own.',
    remedy: 'Keep the default 127.0.0.1 and reach it through an SSH tunnel.',
  },
  internal: {
    exit: 1,
    status: 500,
    says: 'Something went wrong that Causeway has no sentence for ({reference}).',
    remedy: 'The log of `causeway serve` has the details under that reference; please report it.',
  },
})
