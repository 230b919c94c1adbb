import type { Command } from 'commander'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildProgram } from '../src/cli/run.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { catalogue } from '../src/model/problems/index.ts'
import { expectGolden } from './golden.ts'

const host = {
  terminal: { columns: 100, colours: false, links: false, live: false, out() {}, err() {} },
  version: '0.0.0',
  signal: silentProgress().signal,
  stop: { gentle: silentProgress().signal, hard: silentProgress().signal },
  open: () => Promise.reject(new Error('not opened in this test')),
  serve: () => Promise.reject(new Error('not served in this test')),
  suggestMap: () => Promise.reject(new Error('not asked in this test')),
  preflight: () => Promise.reject(new Error('not asked in this test')),
}

function everyHelp(command: Command, path: string): string {
  let text = ''
  command.configureOutput({ writeOut: (part) => (text += part), writeErr() {} })
  command.outputHelp()
  const own = `── ${path}\n${text}\n`
  return own + command.commands.map((child) => everyHelp(child, `${path} ${child.name()}`)).join('')
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : []
  })
}

test('the help of every command is as reviewed', () => {
  expectGolden('tests/golden/help.txt', everyHelp(buildProgram(host), 'causeway'))
})

test('every command has an example or says what to do with it', () => {
  const silent = buildProgram(host).commands.filter((command) => command.description() === '')
  expect(silent.map((command) => command.name())).toEqual([])
})

test('docs/problems.md lists the whole error catalogue', () => {
  const lines = Object.entries(catalogue).map(
    ([code, { exit, status, says, remedy }]) =>
      `## ${code}\n\n${says}\n\n*Remedy:* ${remedy}\n\nExit code ${exit}, HTTP ${status}.\n`,
  )
  const head =
    '# Problems\n\nEvery error that Causeway reports: its code, its sentence, what to do. Words in braces are filled with what was seen.\nA test keeps this page equal to `src/model/problems/`.\n\n'
  expectGolden('docs/problems.md', head + lines.join('\n'))
})

test('every problem of the catalogue is raised somewhere', () => {
  const text = sources('src')
    .filter((file) => !file.startsWith('src/model/problems/'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const unused = Object.keys(catalogue).filter((code) => !text.includes(`'${code}'`))
  expect(unused).toEqual([])
})

test('sentences fill every brace they have', () => {
  for (const [code, { says, remedy }] of Object.entries(catalogue)) {
    expect(says, code).toMatch(/[.)}]$/)
    expect(remedy, code).toMatch(/[.`}]$/)
  }
})
