import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { haproxyDialect } from '../recall/dialects/haproxy.ts'
import { nginxDialect } from '../recall/dialects/nginx.ts'
import type { Dialect } from '../recall/dialect.ts'
import { syntheticEstate } from '../recall/estate.ts'

const required = process.env['CAUSEWAY_PEERS'] === 'required'

/** Debian puts both below /usr/sbin, which is not on everybody's path; both know `-v`. */
function judge(name: string): string | undefined {
  const places = [name, `/usr/sbin/${name}`]
  return places.find((place) => spawnSync(place, ['-v'], { stdio: 'ignore' }).status === 0)
}

const haproxy = judge('haproxy')
const nginx = judge('nginx')

/** A dialect's first file, written to a folder of its own. */
function written(folder: string, dialect: Dialect): { readonly path: string; readonly name: string } {
  const [file] = dialect.write(syntheticEstate(11), 25)
  if (!file) throw new Error('the dialect writes nothing')
  const path = join(folder, file.name)
  writeFileSync(path, file.bytes)
  return { path, name: file.name }
}

describe('the balancers themselves as judges of what is written and read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-balancer-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.skipIf(!required && haproxy === undefined)('haproxy takes the configuration', () => {
    const { path } = written(folder, haproxyDialect)
    const said = spawnSync(haproxy ?? 'haproxy', ['-c', '-f', path], { encoding: 'utf8' })
    expect(`${said.error ?? ''}${said.stderr}`).not.toContain('[ALERT]')
    expect(said.status).toBe(0)
  })

  test.skipIf(!required && nginx === undefined)(
    'nginx takes the configuration, and what it prints reads the same',
    () => {
      const { path, name } = written(folder, nginxDialect)
      const own = `pid ${folder}/nginx.pid; error_log stderr;`
      const words = ['-T', '-q', '-p', folder, '-c', path, '-g', own]
      const said = spawnSync(nginx ?? 'nginx', words, { encoding: 'utf8', maxBuffer: 64 << 20 })
      expect(`${said.error ?? ''}${said.status === 0 ? '' : said.stderr}`).toBe('')
      // It prints each file under a line `# configuration file …`.
      const printed = said.stdout.slice(
        said.stdout.indexOf('\n', said.stdout.indexOf('# configuration file')) + 1,
      )
      const [file] = nginxDialect.write(syntheticEstate(11), 25)
      const read = nginxDialect.reader.read({ name, bytes: new TextEncoder().encode(printed) })
      const found = [...read.references].map(({ line, role, matched }) => `${line} ${role} ${matched}`)
      const facts = (file?.facts ?? []).map(({ line, role, covers }) => `${line} ${role} ${covers}`)
      expect(found.sort()).toEqual(facts.sort())
    },
  )
})
