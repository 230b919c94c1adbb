import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { worse } from '../../src/adapters/kubernetes/admission/examples.test-data.ts'
import { checkObject } from '../../src/adapters/kubernetes/check-object.ts'
import { gitPublisher } from '../../src/adapters/git/index.ts'
import { discover } from '../../src/app/discover.ts'
import { loadEstate } from '../../src/app/estate.ts'
import { proposeDecisions, readDecisions } from '../../src/app/translate-files.ts'
import { publishedFile } from '../../src/app/translate.ts'
import { readYaml } from '../../src/formats/yaml/index.ts'
import type { Estate } from '../../src/model/estate.ts'
import type { Plan } from '../../src/model/plan.ts'
import { input, plan } from '../../src/stages/translate/estate.test-data.ts'
import { translate, type Translation } from '../../src/stages/translate/index.ts'
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

  async function publish(translation: Translation, name: string): Promise<string> {
    const out = join(folder, name)
    await gitPublisher().publish(out, translation.files.map(publishedFile), 'translate')
    return out
  }

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

  async function everythingIsAccepted(translation: Translation, name: string): Promise<void> {
    const out = await publish(translation, name)
    const namespaces = new Set(['argocd', 'infra'])
    for (const each of namespaces) kube.kubectl(['create', 'namespace', each])
    let applied = apply(join(out, 'base'))
    for (const wave of readdirSync(join(out, 'waves'))) {
      for (const part of ['vms', 'disks']) applied += apply(join(out, 'waves', wave, part))
    }
    applied += apply(join(out, 'applications'))
    expect(applied).toBe(Object.values(translation.objects).reduce((sum, count) => sum + count, 0))
  }

  test('every object of the small cast is accepted, strictly, wave by wave', async () => {
    await everythingIsAccepted(translate(input()), 'cast')
    const halted = kube.kubectl([
      'get',
      'virtualmachines',
      '-A',
      '-o',
      'jsonpath={.items[*].spec.runStrategy}',
    ])
    expect(new Set(halted.stdout.split(' '))).toEqual(new Set(['Halted']))
  })

  test('every object of the Harbour estate is accepted, and our own check says the same', async () => {
    const { context, close } = await newContext('peer-kubernetes')
    try {
      await discover(context, [{ kind: 'file', path: harbour, name: 'rvtools.xlsx' }])
      const estate = await loadEstate(context)
      proposeDecisions(context.workspace, estate)
      const translation = translate({
        estate,
        plan: allOf(estate),
        ...readDecisions(context.workspace, undefined),
      })
      expect(translation.machines.length).toBeGreaterThan(100)
      const problems = translation.files.flatMap((file) =>
        file.kind === 'objects'
          ? file.objects.flatMap((object) =>
              checkObject(object).map((problem) => ({ file: file.path, ...problem })),
            )
          : [],
      )
      expect(problems).toEqual([])
      await everythingIsAccepted(translation, 'harbour')
    } finally {
      await close()
    }
  }, 180_000)

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

/** A plan with one wave that holds every machine which is not part of the platform. */
function allOf(estate: Estate): Plan {
  const vms = estate.vms.filter(({ template, platform }) => !template && !platform).map(({ id }) => id)
  const [first] = plan.waves
  return { ...plan, waves: first ? [{ ...first, vms }] : [] }
}
