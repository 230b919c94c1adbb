// A vCenter of our own, as a program: `npm run fake:vcenter -- --vms 10000 --seed 1`. It prints one line of JSON with
// its URL, its user and the fingerprint of its certificate, and serves until it is told to end.
import { fakeUser } from './options.ts'
import { fakeOptionsOf, fakeProgram } from './program.ts'
import { startFakeVcenter } from './server.ts'

const fake = await startFakeVcenter(fakeOptionsOf(fakeProgram(), process.argv))
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
