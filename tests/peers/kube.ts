import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { derived } from '../../src/adapters/kubernetes/derived-kinds.ts'
import { schemaTables } from '../../src/adapters/kubernetes/kinds.ts'
import { tableToCrd } from '../../src/adapters/kubernetes/to-crd.ts'

const bin = join(process.env['CAUSEWAY_PEERS_DIR'] ?? join(homedir(), '.cache', 'causeway-peers'), 'bin')
const apiserver = join(bin, 'kube-apiserver-1.34.4')
const path = [process.env['PATH'], bin, '/usr/sbin'].join(delimiter)

/** Whether kube-apiserver, etcd and kubectl are there; a required peer that is missing is a failure, not a skip. */
export function hasKube(): boolean {
  const there =
    existsSync(apiserver) &&
    spawnSync('etcd', ['--version'], { env: { ...process.env, PATH: path } }).status === 0 &&
    spawnSync('kubectl', ['version', '--client'], { env: { ...process.env, PATH: path } }).status === 0
  if (!there && process.env['CAUSEWAY_PEERS'] === 'required') {
    throw new Error(
      `kube-apiserver, etcd or kubectl is required and missing; scripts/setup-peers installs them`,
    )
  }
  return there
}

/** How one call of kubectl ended. */
export interface KubectlEnd {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A real API server with its own etcd, without controllers and nodes. Stop it. */
export interface Kube {
  readonly url: string
  readonly token: string
  readonly kubeconfig: string
  kubectl(args: readonly string[], input?: string): KubectlEnd
  stop(): Promise<void>
}

/** Starts etcd and kube-apiserver on free ports, ready in a few seconds. */
export async function startKube(): Promise<Kube> {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-kube-'))
  const [client, peer, secure] = [await freePort(), await freePort(), await freePort()]
  const token = randomBytes(16).toString('hex')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = join(folder, 'sa.key')
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  writeFileSync(join(folder, 'tokens.csv'), `${token},admin,admin,system:masters\n`, { mode: 0o600 })
  const etcdUrl = `http://127.0.0.1:${client}`
  const children: ChildProcess[] = []
  const log: string[] = []
  const start = (command: string, args: readonly string[]): void => {
    const child = spawn(command, [...args], {
      env: { ...process.env, PATH: path },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.on('data', (chunk: Buffer) => {
      log.push(chunk.toString('utf8'))
      if (log.length > 200) log.shift()
    })
    children.push(child)
  }
  start('etcd', [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    '--unsafe-no-fsync',
  ])
  start(apiserver, [
    `--etcd-servers=${etcdUrl}`,
    `--secure-port=${secure}`,
    '--bind-address=127.0.0.1',
    `--cert-dir=${join(folder, 'certs')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--disable-admission-plugins=ServiceAccount',
  ])
  const url = `https://127.0.0.1:${secure}`
  const kubeconfig = join(folder, 'config')
  writeFileSync(kubeconfig, JSON.stringify(configFor(url, token)), { mode: 0o600 })
  const kube: Kube = {
    url,
    token,
    kubeconfig,
    kubectl(args, input) {
      const { status, stdout, stderr } = spawnSync('kubectl', [...args], {
        env: { PATH: path, HOME: folder, KUBECONFIG: kubeconfig },
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
        ...(input === undefined ? {} : { input }),
      })
      return { code: status ?? -1, stdout, stderr }
    },
    async stop() {
      for (const child of children.toReversed()) await ended(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  for (let waited = 0; kube.kubectl(['get', '--raw', '/readyz']).code !== 0; waited++) {
    if (waited > 120 || children.some(({ exitCode }) => exitCode !== null)) {
      await kube.stop()
      throw new Error(`the API server did not become ready: ${log.join('').slice(-2000)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return kube
}

/**
 * Loads the definitions that our objects need: the published ones where CAUSEWAY_SCHEMAS names a folder of them, else those
 * that the committed tables give back. Returns where they came from.
 */
export function loadDefinitions(kube: Kube): 'published' | 'tables' {
  const folder = process.env['CAUSEWAY_SCHEMAS'] ?? ''
  const definitions =
    folder === ''
      ? schemaTables()
          .filter(({ from }) => from !== undefined)
          .map(tableToCrd)
      : derived.map(({ file }): unknown => {
          const name = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((each) =>
            each.endsWith(file),
          )
          return JSON.parse(readFileSync(join(folder, name ?? file), 'utf8'))
        })
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: definitions })
  const applied = kube.kubectl(['apply', '--server-side', '-f', '-'], list)
  if (applied.code !== 0) throw new Error(`the definitions were refused: ${applied.stderr}`)
  established(kube)
  return folder === '' ? 'tables' : 'published'
}

function configFor(server: string, token: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'peer', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'peer', context: { cluster: 'peer', user: 'admin' } }],
    'current-context': 'peer',
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}

/** `kubectl wait` gives up at once on a definition that has no status yet, so it is asked again for two minutes. */
function established(kube: Kube): void {
  const end = Date.now() + 120_000
  for (;;) {
    const ready = kube.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s'])
    if (ready.code === 0) return
    if (Date.now() > end) throw new Error(`the definitions were not established: ${ready.stderr}`)
    spawnSync('sleep', ['0.5'])
  }
}
