import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlainClient } from '../../../../tests/fakes/vsphere/client.ts'
import { startFakeVcenter } from '../../../../tests/fakes/vsphere/server.ts'
import { collectElements, XmlParser } from '../../../formats/xml/index.ts'
import { type AnyRecord, kindsOf, type ManagedType, sinceApi } from '../schema.ts'
import { stringPool, TextPool } from '../schema/strings.ts'
import { recordOf } from './answer.ts'
import { recordHandler } from './records.ts'

interface Found {
  readonly records: AnyRecord[]
  readonly missing: string[]
}

function whole(xml: Buffer): Found {
  const found: Found = { records: [], missing: [] }
  const parser = new XmlParser(
    collectElements(new Set(['objects']), (element) => {
      const record = recordOf(element, stringPool(), (...said) => found.missing.push(said.join(' ')))
      if (record !== undefined) found.records.push(record)
    }),
  )
  parser.write(xml)
  parser.end()
  return found
}

function streamed(xml: Buffer, sizes: readonly number[]): Found {
  const found: Found = { records: [], missing: [] }
  const rest = collectElements(new Set<string>(), () => {})
  const parser = new XmlParser(
    recordHandler(
      rest,
      new TextPool(),
      (...said) => found.missing.push(said.join(' ')),
      (record) => found.records.push(record),
    ),
  )
  for (let at = 0, turn = 0; at < xml.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    parser.write(xml.subarray(at, at + size))
    at += size
  }
  parser.end()
  return found
}

async function answerOf(type: ManagedType, count: number): Promise<Buffer> {
  const fake = await startFakeVcenter({
    machines: 60,
    seed: 4,
    holes: [{ type: 'VirtualMachine', oneIn: 3, paths: ['config.extraConfig', 'guest.net'] }],
  })
  const client = await PlainClient.open(fake)
  const paths = [...kindsOf(type).keys()].filter((path) => sinceApi[path] === undefined)
  const objects = [...fake.world.inventory.refs()].filter((ref) => ref.type === type).slice(0, count)
  const set = `<propSet><type>${type}</type>${paths.map((path) => `<pathSet>${path}</pathSet>`).join('')}</propSet>`
  const list = objects.map(({ id }) => `<objectSet><obj type="${type}">${id}</obj></objectSet>`).join('')
  const args = `<specSet>${set}${list}</specSet><options></options>`
  const text = await client.ask('RetrievePropertiesEx', 'PropertyCollector propertyCollector', args)
  await fake.close()
  return Buffer.from(text)
}

test('vCenter answers: records that are built while they stream by are those of the whole elements, wherever pieces end', async () => {
  for (const type of [
    'VirtualMachine',
    'HostSystem',
    'ClusterComputeResource',
    'DistributedVirtualPortgroup',
  ] as const) {
    const answer = await answerOf(type, 6)
    const expected = whole(answer)
    expect(expected.records.length).toBeGreaterThan(0)
    expect(streamed(answer, [answer.length])).toEqual(expected)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), (sizes) => {
        expect(streamed(answer, sizes)).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  }
})

test('vCenter answers: a comment, CDATA and an empty element within a value change nothing', () => {
  const xml =
    Buffer.from(`<r xmlns:xsi="x"><objects><obj type="VirtualMachine">vm<!-- - -->-1</obj><unknown><a>1</a></unknown>
    <propSet><name>config.<![CDATA[annotation]]></name><val>a<![CDATA[<b>]]></val></propSet>
    <propSet><name>guest.disk</name><val/></propSet>
    <propSet><name>never.heard</name><val><name>name</name><val>1</val></val></propSet>
    <propSet><name>config.cpuAffinity</name><val><affinitySet>3</affinitySet><other><affinitySet>9</affinitySet></other><affinitySet>4</affinitySet></val></propSet>
    <missingSet><path>config.uuid</path><fault><fault xsi:type="NoPermission"><privilegeId>System.Read</privilegeId></fault></fault></missingSet>
    </objects><objects><obj type="Task">task-1</obj></objects></r>`)
  expect(streamed(xml, [xml.length])).toEqual(whole(xml))
  expect(streamed(xml, [1])).toEqual(whole(xml))
  expect(whole(xml).records).toHaveLength(1)
})
