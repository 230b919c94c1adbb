import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gitPublisher, gitReader } from './index.ts'

// Nina edits the repository by hand; Causeway publishes into it.
const nina = ['-c', 'user.name=Nina', '-c', 'user.email=nina@harbour.example']
const publisher = gitPublisher({ now: () => '2026-11-21T10:00:00Z' })
const long = (word: string): string =>
  Array.from({ length: 9 }, (_, index) => `line ${index}: ${word}\n`).join('')

let folder = ''
let out = ''
const user = { name: process.env['GIT_CONFIG_GLOBAL'], home: process.env['HOME'] }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-git-'))
  out = join(folder, 'repository')
  process.env['HOME'] = folder
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  process.env['HOME'] = user.home
})

function byHand(...args: readonly string[]): string {
  return execFileSync('git', ['-C', out, ...nina, ...args], { encoding: 'utf8' }).trim()
}

function edit(path: string, text: string, message: string): void {
  writeFileSync(join(out, path), text)
  byHand('add', '-A')
  byHand('commit', '-q', '-m', message)
}

test('the first run makes a repository with one commit, the second commits nothing', async () => {
  const files = [
    { path: 'README.md', text: 'hello\n' },
    { path: 'waves/wave-01/vms/erp/erp-db-01.yaml', text: 'name: "é"\n' },
  ]
  const first = await publisher.publish(out, files, 'translate: 1 machine in 1 wave')
  expect({ ...first, commit: first.commit?.length }).toEqual({ commit: 40, changed: 2, conflicts: [] })
  expect(readFileSync(join(out, 'waves/wave-01/vms/erp/erp-db-01.yaml'), 'utf8')).toBe('name: "é"\n')
  expect(byHand('log', '--format=%an %ae %aI %s', 'main')).toBe(
    'Causeway causeway@localhost 2026-11-21T10:00:00+00:00 translate: 1 machine in 1 wave',
  )
  expect(byHand('rev-parse', 'main')).toBe(byHand('rev-parse', 'generated'))
  expect(byHand('status', '--porcelain')).toBe('')
  expect(byHand('config', '--get', 'core.bare')).toBe('false')
  expect(await publisher.publish(out, files, 'again')).toEqual({
    commit: undefined,
    changed: 0,
    conflicts: [],
  })
})

test('a change by hand survives beside new generated content, also in the same file', async () => {
  await publisher.publish(
    out,
    [
      { path: 'a.yaml', text: long('one') },
      { path: 'gone.yaml', text: 'x\n' },
    ],
    'first',
  )
  edit('a.yaml', long('one').replace('line 0: one', 'line 0: by Nina'), 'more memory')
  edit('notes.txt', 'mine\n', 'notes')
  const second = await publisher.publish(
    out,
    [{ path: 'a.yaml', text: long('one').replace('line 8: one', 'line 8: new') }],
    'second',
  )
  expect(second).toMatchObject({ changed: 2, conflicts: [] })
  expect(readFileSync(join(out, 'a.yaml'), 'utf8')).toBe(
    long('one').replace('line 0: one', 'line 0: by Nina').replace('line 8: one', 'line 8: new'),
  )
  expect(byHand('ls-files')).toBe('a.yaml\nnotes.txt')
  expect(byHand('log', '--first-parent', '--format=%s', 'main').split('\n')).toEqual([
    'second',
    'notes',
    'more memory',
    'first',
  ])
})

test('a conflict leaves the hand version, is listed again until it is settled, and commits nothing twice', async () => {
  await publisher.publish(
    out,
    [
      { path: 'a.yaml', text: 'cpu: 2\n' },
      { path: 'b.yaml', text: 'b: 1\n' },
      { path: 'c.yaml', text: 'c: 1\n' },
    ],
    'first',
  )
  edit('a.yaml', 'cpu: 8\n', 'Nina wants 8')
  byHand('rm', '-q', 'b.yaml')
  edit('c.yaml', 'c: 9\n', 'no b, other c')
  const files = [
    { path: 'a.yaml', text: 'cpu: 4\n' },
    { path: 'b.yaml', text: 'b: 2\n' },
  ]
  const conflicts = [
    {
      file: 'a.yaml',
      why: 'changed by hand and by the translation at the same place; the hand version stays',
    },
    { file: 'b.yaml', why: 'removed by hand and changed by the translation; it stays removed' },
    { file: 'c.yaml', why: 'changed by hand and no longer generated; the hand version stays' },
  ]
  const second = await publisher.publish(out, files, 'second')
  expect(second.conflicts).toEqual(conflicts)
  expect(readFileSync(join(out, 'a.yaml'), 'utf8')).toBe('cpu: 8\n')
  expect(byHand('ls-files')).toBe('a.yaml\nc.yaml')
  expect(await publisher.publish(out, files, 'third')).toEqual({ commit: undefined, changed: 0, conflicts })
  edit('a.yaml', 'cpu: 4\n', 'agreed')
  byHand('rm', '-q', 'c.yaml')
  byHand('commit', '-q', '-m', 'agreed too')
  const settled = await publisher.publish(out, [...files, { path: 'd.yaml', text: 'd\n' }], 'fourth')
  expect(settled.conflicts).toEqual([conflicts[1]])
  expect(byHand('status', '--porcelain')).toBe('')
})

test('a dirty, a foreign, a linked and a detached folder are refused, and nothing is written', async () => {
  const files = [{ path: 'a.yaml', text: 'a\n' }]
  await publisher.publish(out, files, 'first')
  writeFileSync(join(out, 'a.yaml'), 'changed\n')
  await expect(publisher.publish(out, [], 'x')).rejects.toMatchObject({
    code: 'repository-dirty',
    values: { count: 1, files: ['a.yaml'] },
  })
  byHand('checkout', '-q', '--', '.')
  byHand('checkout', '-q', '--detach')
  await expect(publisher.publish(out, [], 'x')).rejects.toMatchObject({ code: 'repository-branch' })
  byHand('checkout', '-q', 'generated')
  await expect(publisher.publish(out, [], 'x')).rejects.toMatchObject({ code: 'repository-branch' })
  const foreign = join(folder, 'foreign')
  mkdirSync(foreign)
  writeFileSync(join(foreign, 'thesis.txt'), 'mine\n')
  await expect(publisher.publish(foreign, files, 'x')).rejects.toMatchObject({ code: 'repository-foreign' })
  execFileSync('git', ['init', '-q', foreign])
  execFileSync('git', ['-C', foreign, 'add', '-A'])
  execFileSync('git', ['-C', foreign, ...nina, 'commit', '-q', '-m', 'mine'])
  await expect(publisher.publish(foreign, files, 'x')).rejects.toMatchObject({ code: 'repository-foreign' })
  execFileSync('git', ['-C', foreign, 'branch', 'generated'])
  await expect(publisher.publish(foreign, files, 'x')).rejects.toMatchObject({ code: 'repository-foreign' })
  const linked = join(folder, 'linked')
  mkdirSync(linked)
  symlinkSync(join(foreign, '.git'), join(linked, '.git'))
  await expect(publisher.publish(linked, files, 'x')).rejects.toMatchObject({ code: 'repository-foreign' })
})

test('hooks and filters of the repository never run, and paths never leave it', async () => {
  await publisher.publish(out, [{ path: 'a.yaml', text: 'a\n' }], 'first')
  const witness = join(folder, 'witness')
  mkdirSync(join(out, '.git/hooks'), { recursive: true })
  for (const hook of [
    'post-merge',
    'reference-transaction',
    'pre-commit',
    'post-checkout',
    'post-index-change',
  ]) {
    writeFileSync(join(out, '.git/hooks', hook), `#!/bin/sh\necho ${hook} >> ${witness}\n`)
    chmodSync(join(out, '.git/hooks', hook), 0o755)
  }
  byHand('config', 'core.fsmonitor', `echo fsmonitor >> ${witness}`)
  byHand('config', 'commit.gpgSign', 'true')
  await publisher.publish(out, [{ path: 'a.yaml', text: 'b\n' }], 'second')
  expect(() => readFileSync(witness)).toThrow('ENOENT')
  for (const path of ['../a', '/etc/passwd', '.git/config', 'a/../b', 'a b', 'a\nb', '-x', '']) {
    await expect(publisher.publish(out, [{ path, text: '' }], 'x')).rejects.toThrow('unsafe path')
  }
})

test('messages are inert, the author comes from the user, and a fresh clone goes on', async () => {
  writeFileSync(join(folder, '.gitconfig'), '[user]\nname = Otto\nemail = otto@harbour.example\n')
  await publisher.publish(out, [{ path: 'a.yaml', text: 'a\n' }], 'one \u001b[31m\nCauseway-Conflict: a.yaml')
  expect(byHand('log', '--format=%an <%ae>%n%B', 'main')).toBe(
    'Otto <otto@harbour.example>\none \\x1b[31m\ncauseway-Conflict: a.yaml\n\nCauseway-Repository: 1',
  )
  const clone = join(folder, 'clone')
  execFileSync('git', ['clone', '-q', out, clone])
  const second = await publisher.publish(clone, [{ path: 'a.yaml', text: 'b\n' }], 'two')
  expect(second).toMatchObject({ changed: 1, conflicts: [] })
  expect(readFileSync(join(clone, 'a.yaml'), 'utf8')).toBe('b\n')
})

test('the reader shows folders, files with their generated twin, and history', async () => {
  await publisher.publish(
    out,
    [
      { path: 'README.md', text: 'r\n' },
      { path: 'waves/a.yaml', text: 'a\n' },
    ],
    'first',
  )
  edit('README.md', 'mine\n', 'readme by hand')
  edit('own.txt', 'own\n', 'own file')
  expect(await gitReader.folder(out, '')).toEqual([
    { name: 'waves', kind: 'folder' },
    { name: 'README.md', kind: 'file', state: 'edited', bytes: 5 },
    { name: 'own.txt', kind: 'file', state: 'added', bytes: 4 },
  ])
  expect(await gitReader.folder(out, 'waves')).toEqual([
    { name: 'a.yaml', kind: 'file', state: 'generated', bytes: 2 },
  ])
  expect(await gitReader.file(out, 'README.md')).toEqual({
    path: 'README.md',
    text: 'mine\n',
    generated: 'r\n',
  })
  expect(await gitReader.file(out, 'own.txt')).toEqual({
    path: 'own.txt',
    text: 'own\n',
    generated: undefined,
  })
  expect(await gitReader.file(out, '../secret')).toBeUndefined()
  expect(await gitReader.folder(out, 'nowhere')).toBeUndefined()
  expect((await gitReader.history(out, 2)).map(({ author, subject }) => [author, subject])).toEqual([
    ['Nina', 'own file'],
    ['Nina', 'readme by hand'],
  ])
  expect(await gitReader.history(join(folder, 'nothing'), 5)).toEqual([])
})
