import { spawn } from 'node:child_process'
import type { Writable } from 'node:stream'
import { problem } from '../../model/problems/index.ts'

const mostOutputBytes = 256 * 1024 * 1024
const mostErrorBytes = 64 * 1024

/** How one call of git ended. */
export interface GitEnd {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Further wishes for one call. */
export interface GitCall {
  /** Exit codes that are answers, not failures; 0 is always one. */
  readonly answers?: readonly number[]
  readonly env?: Readonly<Record<string, string>>
  /** Writes what git reads from its standard input. */
  readonly feed?: (input: Writable) => Promise<void>
}

// Nothing that a user, a system or a repository has configured may run a program or change what is written.
const settings = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.autocrlf=false',
  'core.attributesFile=/dev/null',
  'core.excludesFile=/dev/null',
  'core.quotePath=false',
  'commit.gpgSign=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'merge.renames=true',
  'merge.conflictStyle=merge',
  'protocol.allow=never',
  'submodule.recurse=false',
].flatMap((setting) => ['-c', setting])

/** Runs git on the repository in `out`, and on nothing around it. Throws `git-missing` and `git-failed`. */
export function git(out: string, args: readonly string[], call: GitCall = {}): Promise<GitEnd> {
  const env = {
    ...bare(),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_DIR: `${out}/.git`,
    GIT_WORK_TREE: out,
    ...call.env,
  }
  return start(out, [...settings, ...args], env, call)
}

/** Makes a repository. Without the variables that name one: git would write them into its configuration. */
export async function initRepository(out: string): Promise<void> {
  const env = { ...bare(), GIT_CONFIG_GLOBAL: '/dev/null' }
  await start(out, [...settings, 'init', '-q', '--initial-branch=main', '--template=', out], env, {})
}

/** Name and address from the user's own configuration, else Causeway's. */
export async function authorOf(folder: string): Promise<{ readonly name: string; readonly email: string }> {
  const read = async (key: string, otherwise: string): Promise<string> => {
    const { code, stdout } = await start(folder, ['config', '--get', key], bare(), { answers: [1, 128, 129] })
    const value = stdout
      .replace(/[<>\u0000-\u001f\u007f]/g, ' ')
      .trim()
      .slice(0, 200)
    return code === 0 && value !== '' ? value : otherwise
  }
  return { name: await read('user.name', 'Causeway'), email: await read('user.email', 'causeway@localhost') }
}

/** The environment without anything that redirects git. */
function bare(): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [key, value] of Object.entries(process.env))
    if (value !== undefined && !key.startsWith('GIT_')) env[key] = value
  return {
    ...env,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
  }
}

function start(
  cwd: string,
  args: readonly string[],
  env: Record<string, string>,
  call: GitCall,
): Promise<GitEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...args], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    let outBytes = 0
    let stderr = ''
    let fed: Promise<void> = Promise.resolve()
    const name = args.find((arg, index) => arg !== '-c' && args[index - 1] !== '-c') ?? ''
    child.on('error', (cause) => reject(problem('git-missing', { text: cause.message }, cause)))
    child.stdout.on('data', (chunk: Buffer) => {
      outBytes += chunk.length
      if (outBytes > mostOutputBytes) child.kill()
      else out.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < mostErrorBytes) stderr += chunk.toString('utf8')
    })
    // git that ends early closes the pipe; its exit code tells why.
    child.stdin.on('error', () => undefined)
    child.on('spawn', () => {
      fed = call.feed ? call.feed(child.stdin) : Promise.resolve()
      fed.then(
        () => child.stdin.end(),
        () => child.kill(),
      )
    })
    child.on('close', (code) => {
      const end = { code: code ?? -1, stdout: Buffer.concat(out).toString('utf8'), stderr }
      fed.then(() => {
        if (end.code === 0 || call.answers?.includes(end.code)) resolve(end)
        else reject(problem('git-failed', { command: `git ${name}`, code: end.code, text: lastLine(stderr) }))
      }, reject)
    })
  })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
}
