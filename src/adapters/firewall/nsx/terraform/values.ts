import type { HclNode } from '../../../../formats/hcl/index.ts'
import { itemsOf, memberOf } from '../../../../formats/json/index.ts'
import { workedOut } from './functions.ts'
import { membersOf } from './files.ts'
import { lostExpression, lostValue, pathOfAddress, type Scope, type TfFile, type TfPlace } from './schema.ts'

/** Functions whose answer holds what they are given. */
const transparent = new Set(
  'concat toset tolist flatten distinct sort compact setunion coalescelist merge values try one nonsensitive tostring'.split(
    ' ',
  ),
)
const deepest = 16
const mostVisits = 5_000_000
/** Fields that give an object's own path. */
const ownPath = new Set(['path', 'id', 'nsx_id', undefined])

/** Works out what expressions of one file stand for; what it cannot is a marked text, never silence. */
export class Values {
  readonly file: TfFile
  /** Values of `local.x` and `var.x`, and paths, that other files define. */
  readonly heard: ReadonlyMap<string, readonly string[]>
  /** Names that this file uses and does not define. */
  readonly asked = new Set<string>()
  readonly resources = new Map<string, TfPlace>()
  /** What was read of resources that others ask for. */
  readonly #bodies = new Map<TfPlace, HclNode>()
  visits = 0

  constructor(file: TfFile, heard: ReadonlyMap<string, readonly string[]>) {
    this.file = file
    this.heard = heard
    for (const one of file.resources)
      this.resources.set(`${one.data ? 'data.' : ''}${one.type}.${one.name}`, one)
  }

  /** What a value comes to: texts, numbers, objects; lists within lists are one list. */
  settle(node: HclNode | undefined, scope: Scope, depth = 0): readonly HclNode[] {
    if (!node || node.value === null) return []
    const { at, value, call } = node
    if (depth > deepest || ++this.visits > mostVisits) return [{ at, value: lostExpression }]
    if (typeof value === 'string')
      return value.includes('${') ? this.template(value, at, scope, depth) : [node]
    if (Array.isArray(value)) {
      if (call !== undefined && !transparent.has(call)) {
        const given = itemsOf(node).map((item) => this.settle(item, scope, depth + 1).map((one) => one.value))
        return [{ at, value: workedOut(call, given) ?? lostExpression }]
      }
      const found: HclNode[] = []
      for (const item of itemsOf(node)) for (const one of this.settle(item, scope, depth + 1)) found.push(one)
      return found
    }
    return [node]
  }

  /** The first text or number that a value comes to; nothing when it is not in the file. */
  text(node: HclNode | undefined, scope: Scope): string | undefined {
    if (!node) return undefined
    const plain = typeof node.value === 'string' && !node.value.includes('${')
    const value = plain ? node.value : this.settle(node, scope)[0]?.value
    if (typeof value === 'number') return String(value)
    return typeof value === 'string' && !value.startsWith('?') ? value : undefined
  }

  private template(text: string, at: number, scope: Scope, depth: number): readonly HclNode[] {
    const whole = /^\$\{([\w.#-]{1,400})\}$/.exec(text)?.[1]
    if (whole !== undefined) return this.reference(whole, at, scope, depth)
    let made = ''
    let from = 0
    for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', from)) {
      const close = text.indexOf('}', open)
      const name = close < 0 || close - open > 400 ? '' : text.slice(open + 2, close).trim()
      if (!/^[\w.#-]{1,400}$/.test(name)) return [{ at, value: lostExpression }]
      const [part, ...more] = this.reference(name, at, scope, depth + 1)
      const value = part?.value
      if (more.length > 0 || (typeof value !== 'string' && typeof value !== 'number'))
        return [{ at, value: lostExpression }]
      if (String(value).startsWith('?') || made.length > 1000) return [{ at, value: lostValue }]
      made += text.slice(from, open) + String(value)
      from = close + 1
    }
    return [{ at, value: made + text.slice(from) }]
  }

  private reference(name: string, at: number, scope: Scope, depth: number): readonly HclNode[] {
    const parts = name.split('.')
    const [head = '', second = '', third] = parts
    const around = scope.get(head)
    if (around && second === 'key') return around.map(({ key }) => ({ at, value: key ?? lostValue }))
    if (around && second === 'value')
      return this.walk(
        around.map(({ value }) => value),
        parts.slice(2),
        at,
        scope,
        depth,
      )
    if (head === 'local' || head === 'var') {
      const known = (head === 'local' ? this.file.locals : this.file.variables).get(second)
      if (known) return this.walk([known], parts.slice(2), at, noScope, depth)
      return this.elsewhere(`${head}.${second}`, at)
    }
    if (head === 'data') return this.ofResource(parts.slice(1), true, at, depth)
    if (second !== '' && /^[a-z0-9]+_[a-z0-9_]+$/.test(head)) return this.ofResource(parts, false, at, depth)
    return [{ at, value: third === undefined && head === name ? lostExpression : lostValue }]
  }

  private ofResource(parts: readonly string[], data: boolean, at: number, depth: number): readonly HclNode[] {
    // Every element of a resource with `count` or `for_each` is read as one.
    const [type = '', name = '', field, ...rest] = parts.filter(
      (part, place) => place > 2 || !part.startsWith('#'),
    )
    const resource = this.resources.get(`${data ? 'data.' : ''}${type}.${name}`)
    if (ownPath.has(field)) return [{ at, value: this.pathOf(type, name, resource, at) }]
    const value = resource && memberOf(this.bodyOf(resource), field ?? '')
    return value ? this.walk([value], rest, at, noScope, depth) : [{ at, value: lostValue }]
  }

  private pathOf(type: string, name: string, resource: TfPlace | undefined, at: number): string {
    const own = pathOfAddress(type, name)
    if (!resource) {
      this.asked.add(own)
      return own
    }
    // What is only looked up is known by the name that it has in NSX.
    const shown = resource.data ? memberOf(this.bodyOf(resource), 'display_name')?.value : undefined
    return typeof shown === 'string' && !shown.includes('${')
      ? `${own.slice(0, own.lastIndexOf('/'))}/${shown.slice(0, 200)}`
      : at < 0
        ? lostValue
        : own
  }

  private bodyOf(resource: TfPlace): HclNode {
    let body = this.#bodies.get(resource)
    if (!body) this.#bodies.set(resource, (body = resource.read()))
    return body
  }

  private elsewhere(name: string, at: number): readonly HclNode[] {
    this.asked.add(name)
    const known = this.heard.get(name)
    return known && known.length > 0 ? known.map((value) => ({ at, value })) : [{ at, value: lostValue }]
  }

  private walk(
    nodes: readonly HclNode[],
    parts: readonly string[],
    at: number,
    scope: Scope,
    depth: number,
  ): readonly HclNode[] {
    let found = nodes.flatMap((node) => this.settle(node, scope, depth + 1))
    for (const part of parts) {
      if (/^#\d+$/.test(part) && found.every(({ value }) => !(value instanceof Map))) {
        const one = found[Number(part.slice(1))]
        found = one ? [one] : [{ at, value: lostValue }]
        continue
      }
      found = found.flatMap((node) => {
        const member = memberOf(node, part.startsWith('#') ? part.slice(1) : part)
        if (member) return this.settle(member, scope, depth + 1)
        // Brackets that must be worked out are left out, so that the key of an element may be missing.
        const below = [...membersOf(node).values()].flatMap((one) => memberOf(one, part) ?? [])
        return below.length > 0
          ? below.flatMap((one) => this.settle(one, scope, depth + 1))
          : { at, value: lostValue }
      })
    }
    return found
  }
}

const noScope: Scope = new Map()
