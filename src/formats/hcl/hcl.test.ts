import { expect, test } from 'vitest'
import { type HclNode, readHcl } from './index.ts'
import { processorMs } from '../../../tests/process-time.ts'

/** A value as plain data; what was not worked out stands behind its function. */
function plain(node: HclNode): unknown {
  const { value, call, dynamic } = node
  const told =
    value instanceof Map
      ? Object.fromEntries(
          [...(value as ReadonlyMap<string, HclNode>)].map(([key, one]) => [key, plain(one)]),
        )
      : Array.isArray(value)
        ? (value as readonly HclNode[]).map(plain)
        : value
  if (dynamic) return { [`for ${dynamic.iterator}`]: plain(dynamic.each), content: told }
  return call === undefined ? told : { [call]: told }
}

function read(text: string) {
  const { blocks, attributes, skipped } = readHcl(text)
  return {
    blocks: blocks.map((block) => [block.type, ...block.labels, plain(block.read())]),
    attributes: Object.fromEntries([...attributes].map(([key, one]) => [key, plain(one)])),
    skipped: skipped.map(({ what, at }) => [what, at]),
  }
}

test('blocks, lists over lines, objects, comments, references, functions', () => {
  const text = `
# one line
resource "nsxt_policy_group" "web" { // another
  display_name = "web \\"front\\""
  /* over
     lines = 1 */
  criteria {
    ipaddress_expression {
      ip_addresses = [
        "10.0.0.1", # the first
        local.more[0].address, local.more[each.key].address, m["a"],
      ]
    }
  }
  criteria {}
  on = true
  big = 1.5e3
  tags = { owner = "Web", "tier" : 2, (var.key) = null }
  all = concat(var.one, ["10.0.0.2"])
  one = var.on ? "10.0.0.3" : "10.0.0.4"
  list = [for ip in local.ips : "\${ip}/32" if ip != "10.0.0.5"]
}`
  expect(read(text)).toEqual({
    blocks: [
      [
        'resource',
        'nsxt_policy_group',
        'web',
        {
          display_name: 'web "front"',
          criteria: [
            {
              ipaddress_expression: [
                {
                  ip_addresses: ['10.0.0.1', '${local.more.#0.address}', '${local.more.address}', '${m.#a}'],
                },
              ],
            },
            {},
          ],
          on: true,
          big: 1500,
          tags: { owner: 'Web', tier: 2, '${var.key}': null },
          all: { concat: ['${var.one}', ['10.0.0.2']] },
          one: { '?': ['${var.on}', '10.0.0.3', '10.0.0.4'] },
          list: {
            '?': [
              {
                '?': ['${for}', '${ip}', '${in}', '${local.ips}', '${ip}/32', '${if}', '${ip}', '10.0.0.5'],
              },
            ],
          },
        },
      ],
    ],
    attributes: {},
    skipped: [],
  })
})

test('texts: templates with quotes inside, heredocs, escapes; places point at the first sign', () => {
  const text =
    'a = "x${lookup(var.m, "k}")}y"\nb = <<-EOT\n  10.0.0.1\n  EOT\nc = "$${no}"\nd = "open\ne = 1\n'
  const { attributes, skipped } = readHcl(text)
  expect([...attributes].map(([key, { value }]) => [key, value])).toEqual([
    ['a', 'x${lookup(var.m, "k}")}y'],
    ['b', '  10.0.0.1'],
    ['c', '$${no}'],
    ['d', 'open'],
    ['e', 1],
  ])
  expect(text.slice(attributes.get('b')?.at).trimStart().slice(0, 8)).toBe('10.0.0.1')
  expect(text.slice(attributes.get('a')?.at).slice(0, 2)).toBe('x$')
  expect(skipped).toEqual([])
})

test('a dynamic block is one of its kind, with what it is repeated for', () => {
  const text = `resource "p" "x" {
  rule { n = 1 }
  dynamic "rule" {
    for_each = local.rules
    iterator = one
    content { n = one.value.n }
  }
}`
  expect(read(text).blocks[0]?.[3]).toEqual({
    rule: [{ n: 1 }, { 'for one': '${local.rules}', content: { n: '${one.value.n}' } }],
  })
})

test('damage is named and the rest is read; nothing nests without end', () => {
  expect(read('}\na = 1 2\n= 3\nblock "x" {\n  b = ]\n  c = 4\n}\n')).toMatchObject({
    blocks: [['block', 'x', { c: 4 }]],
    skipped: [
      ['sign that closes nothing', 0],
      ['statement', 10],
      ['end of a value', expect.any(Number)],
    ],
  })
  for (const sign of [
    '[',
    '{',
    '(',
    'a{',
    'a = [',
    '"${',
    'f(',
    'a.b[',
    '<<A\n',
    '!',
    'a = b ? ',
    'x = {a=',
  ]) {
    const started = processorMs()
    readHcl(sign.repeat(100_000))
    expect(processorMs() - started).toBeLessThan(5000)
  }
})
