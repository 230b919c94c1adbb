// Loaded into every process and thread of a command by NODE_OPTIONS=--require: refuses every connection but the
// workspace's own Unix socket, and every name look-up, and writes down what was tried.
const { appendFileSync } = require('node:fs')
const dgram = require('node:dgram')
const dns = require('node:dns')
const net = require('node:net')

const log = process.env.CAUSEWAY_SOCKET_LOG
const note = (what) => appendFileSync(log, `${what}\n`)

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0]
  const path = typeof options === 'string' ? options : options?.path
  if (typeof path === 'string' && /\.s\.PGSQL\.5432$/.test(path)) {
    note(`unix ${path}`)
    return connect.apply(this, args)
  }
  note(`refused ${JSON.stringify(options)}`)
  throw new Error('a socket that nobody named')
}
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const real = dns[name]
  dns[name] = (host, ...rest) => {
    // Node asks even for an address that it listens on; that question leaves no machine.
    if (net.isIP(host) !== 0) return real(host, ...rest)
    note(`refused dns ${name} ${host}`)
    throw new Error('a name look-up that nobody asked for')
  }
}
dgram.createSocket = () => {
  note('refused udp')
  throw new Error('a datagram socket that nobody named')
}
