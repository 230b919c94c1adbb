// A vCenter of our own, as a program: `npm run fake:vcenter -- --vms 10000 --seed 1`. It prints one line of JSON with
// its URL, its user and the fingerprint of its certificate, and serves until it is told to end.
import { parseArgs } from 'node:util'
import { type Disturbance, disturbances, type FakeOptions, fakeUser, type Hole } from './options.ts'
import { startFakeVcenter } from './server.ts'

const { values } = parseArgs({
  options: {
    vms: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    port: { type: 'string', default: '0' },
    api: { type: 'string', default: '8.0.3.0' },
    rest: { type: 'string', default: 'both' },
    tls: { type: 'boolean', default: false },
    gzip: { type: 'boolean', default: false },
    /** Keep what was made once, for measurements. */
    kept: { type: 'boolean', default: false },
    /** Milliseconds for each page. */
    slow: { type: 'string', default: '0' },
    /** Objects in a page. */
    page: { type: 'string', default: '100' },
    /** Seconds until an idle session is gone. */
    idle: { type: 'string', default: '1800' },
    /** Sessions of one kind at once. */
    sessions: { type: 'string', default: '550' },
    /** Kinds of trouble, joined by commas, or `all`. */
    faults: { type: 'string', default: '' },
    /** One request in so many is disturbed. */
    'one-in': { type: 'string', default: '20' },
    /** What may not be seen: `VirtualMachine:7:config.extraConfig`, again for more. */
    hole: { type: 'string', multiple: true, default: [] },
    /** Seconds that a task takes. */
    task: { type: 'string', default: '2' },
    /** Seconds that an export lease lives without a word. */
    lease: { type: 'string', default: '300' },
    /** Statistics level of the historical intervals. */
    level: { type: 'string', default: '1' },
    /** What the user is given on the whole estate: `Admin`, `ReadOnly`, `NoAccess`. */
    role: { type: 'string', default: '' },
    /** Seconds that the clock is ahead. */
    ahead: { type: 'string', default: '0' },
  },
})

function kindsOf(text: string): Disturbance[] {
  return disturbances.filter((kind) => text === 'all' || text.split(',').includes(kind))
}

function holeOf(text: string): Hole {
  const [type = '', oneIn = '1', path] = text.split(':')
  return { type, oneIn: Number(oneIn), ...(path === undefined ? {} : { paths: [path] }) }
}

const kinds = kindsOf(values.faults)
const options: FakeOptions = {
  machines: Number(values.vms),
  seed: Number(values.seed),
  port: Number(values.port),
  apiVersion: values.api,
  rest: values.rest === 'api' || values.rest === 'rest' || values.rest === 'none' ? values.rest : 'both',
  tls: values.tls,
  gzip: values.gzip,
  kept: values.kept,
  pageMilliseconds: Number(values.slow),
  pageObjects: Number(values.page),
  idleMilliseconds: Number(values.idle) * 1000,
  sessionCap: Number(values.sessions),
  holes: values.hole.map(holeOf),
  taskMilliseconds: Number(values.task) * 1000,
  leaseSeconds: Number(values.lease),
  statisticsLevel: Number(values.level),
  aheadMilliseconds: Number(values.ahead) * 1000,
  ...(values.role === '' ? {} : { access: { permissions: [{ role: values.role }] } }),
  ...(kinds.length === 0 ? {} : { chaos: { kinds, oneIn: Number(values['one-in']) } }),
}

const fake = await startFakeVcenter(options)
console.log(
  JSON.stringify({
    url: fake.url.href,
    user: fakeUser.name,
    password: fakeUser.password,
    fingerprint: fake.fingerprint,
    pid: process.pid,
  }),
)
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => void fake.close())
