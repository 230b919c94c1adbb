import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { worse } from '../../src/adapters/kubernetes/admission/examples.test-data.ts'
import { checkObject } from '../../src/adapters/kubernetes/check-object.ts'
import { gitPublisher } from '../../src/adapters/git/index.ts'
import { discover } from '../../src/app/discover.ts'
import { publishedFile, translate as translateApp } from '../../src/app/translate.ts'
import { readYaml } from '../../src/formats/yaml/index.ts'
import { input } from '../../src/stages/translate/estate.test-data.ts'
import { translate } from '../../src/stages/translate/index.ts'
import { newContext } from '../context.ts'
import { hasKube, type Kube, loadDefinitions, startKube } from './kube.ts'

const harbour = new URL('../estates/harbour/rvtools.xlsx', import.meta.url).pathname

describe.skipIf(!hasKube())('kube-apiserver', () => {
  let kube: Kube
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'causeway-peer-'))
    kube = await startKube()
    loadDefinitions(kube)
  }, 180_000)
  afterAll(async () => {
    await kube.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Applies a kustomization strictly and returns how many objects the server took. */
  function apply(path: string): number {
    const built = kube.kubectl(['kustomize', path])
    expect(built.stderr).toBe('')
    const end = kube.kubectl(
      ['apply', '--server-side', '--field-manager=causeway', '--validate=strict', '-f', '-'],
      built.stdout,
    )
    expect(end.stderr).toBe('')
    return end.stdout.split('\n').filter((line) => line.endsWith('serverside-applied')).length
  }

  async function everythingIsAccepted(out: string, objects: Readonly<Record<string, number>>): Promise<void> {
    for (const each of ['argocd', 'infra']) kube.kubectl(['create', 'namespace', each])
    let applied = apply(join(out, 'base'))
    for (const wave of readdirSync(join(out, 'waves'))) {
      for (const part of ['vms', 'disks']) applied += apply(join(out, 'waves', wave, part))
    }
    applied += apply(join(out, 'applications'))
    expect(applied).toBe(Object.values(objects).reduce((sum, count) => sum + count, 0))
  }

  test('every object of the small cast is accepted, strictly, wave by wave', async () => {
    const translation = translate(input())
    const out = join(folder, 'cast')
    await gitPublisher().publish(out, translation.files.map(publishedFile), 'translate')
    await everythingIsAccepted(out, translation.objects)
    const halted = kube.kubectl([
      'get',
      'virtualmachines',
      '-A',
      '-o',
      'jsonpath={.items[*].spec.runStrategy}',
    ])
    expect(new Set(halted.stdout.split(' '))).toEqual(new Set(['Halted']))
  })

  test('every object of the Harbour estate is accepted, a second run commits nothing, an edit by hand survives', async () => {
    const { context, close } = await newContext('peer-kubernetes')
    const out = join(folder, 'harbour')
    try {
      await discover(context, [{ kind: 'file', path: harbour, name: 'rvtools.xlsx' }])
      const first = await translateApp(context, { out, check: true })
      expect({ problems: first.problems, conflicts: first.conflicts }).toEqual({
        problems: [],
        conflicts: [],
      })
      expect(first.objects['VirtualMachine']).toBeGreaterThan(50)
      await everythingIsAccepted(out, first.objects)
      expect(await translateApp(context, { out })).toMatchObject({ commit: null, changed: 0 })

      const file = join('waves', 'wave-01', 'vms', 'kustomization.yaml')
      const edited = `${readFileSync(join(out, file), 'utf8')}# Nina was here\n`
      writeFileSync(join(out, file), edited)
      const nina = ['-C', out, '-c', 'user.name=Nina', '-c', 'user.email=nina@harbour.example']
      execFileSync('git', [...nina, 'commit', '-q', '-a', '-m', 'by hand'])
      const { targetFile } = context.workspace
      writeFileSync(
        targetFile,
        readFileSync(targetFile, 'utf8').replace(
          'url: https://git.example/vms.git',
          'url: https://git.harbour.example/vms.git',
        ),
      )
      const second = await translateApp(context, { out, check: true })
      expect(second).toMatchObject({
        problems: [],
        conflicts: [],
        notes: [],
        changed: first.objects['Application'],
      })
      expect(readFileSync(join(out, file), 'utf8')).toBe(edited)
      await everythingIsAccepted(out, second.objects)
    } finally {
      await close()
    }
  }, 300_000)

  test('what the emitter writes is what the server stored', async () => {
    const { machine, path } =
      translate(input()).machines.find(({ vm }) => vm.id === 'vm-web') ?? expect.fail('no such machine')
    const file = publishedFile({ kind: 'objects', path, objects: [machine] })
    kube.kubectl(['create', 'namespace', 'erp'])
    expect(kube.kubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], file.text).stderr).toBe(
      '',
    )
    const stored = kube.kubectl(['get', 'virtualmachine', '-n', 'erp', machine.metadata.name, '-o', 'json'])
    expect(JSON.parse(stored.stdout)).toMatchObject({
      spec: machine.spec,
      metadata: { annotations: machine.metadata.annotations },
    })
    expect(readYaml(file.text, path).value).toEqual(JSON.parse(JSON.stringify(machine)))
  })

  test('a mistake that the schema knows is refused by the server and by our tables alike', () => {
    kube.kubectl(['create', 'namespace', 'erp'])
    const own = { 'metadata/name': 'mistake' }
    const mistakes = [
      worse('VirtualMachine', { ...own, 'spec/template/spec/domain/cpu/cors': 2 }),
      worse('VirtualMachine', { ...own, 'spec/template/spec/domain/memory/guest': '1 GB' }),
      worse('VirtualMachine', { ...own, 'spec/template/spec/domain/devices/disks/0/name': undefined }),
      worse('DataVolume', { ...own, 'spec/contentType': 'archive2' }),
      worse('Application', { ...own, 'spec/project': undefined }),
    ]
    for (const mistake of mistakes) {
      expect(checkObject(mistake)).not.toEqual([])
      const end = kube.kubectl(
        ['apply', '--server-side', '--validate=strict', '--dry-run=server', '-f', '-'],
        JSON.stringify(mistake),
      )
      expect({ code: end.code, stdout: end.stdout }).toEqual({ code: 1, stdout: '' })
      expect(end.stderr).toMatch(/invalid|strict decoding error|failed to create typed patch object/i)
    }
    const fine = kube.kubectl(
      ['apply', '--server-side', '--validate=strict', '--dry-run=server', '-f', '-'],
      JSON.stringify(worse('VirtualMachine', own)),
    )
    expect(fine.stderr).toBe('')
  })
})
