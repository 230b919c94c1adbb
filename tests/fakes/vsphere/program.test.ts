import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { fakeOptionsOf, fakeProgram } from './program.ts'

const script = 'scripts/fake-vcenter.mjs'

test('fake vCenter: its help names every option, and starts nothing', () => {
  const said = execFileSync(process.execPath, [script, '--help'], { encoding: 'utf8' })
  expect(said).toMatch(/^Usage: npm run fake:vcenter -- \[options\]\n/)
  const names = fakeProgram().options.map(({ long }) => long ?? '')
  expect(names.length).toBeGreaterThan(15)
  expect(names.filter((name) => !said.includes(`  ${name}`))).toEqual([])
  expect(said).not.toContain('"url"')
})

test('fake vCenter: a wrong option is refused with what was expected', () => {
  const refused = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' })
    return [status, stdout, stderr]
  }
  expect(refused('--vms', 'many')).toEqual([1, '', expect.stringMatching(/'many'.*A number was expected/)])
  expect(refused('--faults', 'busy,fire')).toEqual([1, '', expect.stringMatching(/'busy,fire'.*restart/)])
})

test('fake vCenter: the command line says what it is made of', () => {
  const words =
    '--vms 12 --faults busy,cut --one-in 5 --hole VirtualMachine:7:config --hole Host:1 --role ReadOnly --idle 9'
  expect(fakeOptionsOf(fakeProgram(), ['node', script, ...words.split(' ')])).toMatchObject({
    machines: 12,
    seed: 1,
    rest: 'both',
    tls: false,
    idleMilliseconds: 9000,
    holes: [
      { type: 'VirtualMachine', oneIn: 7, paths: ['config'] },
      { type: 'Host', oneIn: 1 },
    ],
    access: { permissions: [{ role: 'ReadOnly' }] },
    chaos: { kinds: ['busy', 'cut'], oneIn: 5 },
  })
  expect(fakeOptionsOf(fakeProgram(), ['node', script])).not.toHaveProperty('chaos')
})
