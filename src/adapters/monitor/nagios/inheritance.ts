import type { Directive, NagiosObject, Templates } from './schema.ts'

/** Templates that one object may come to, itself among them. */
const mostTemplates = 100
/** Lists of templates that are remembered; most objects of a file use one of a few. */
const mostLists = 1000

/** What objects have from their templates. */
export class Inheritance {
  readonly #templates: Templates
  /** Templates that a `use` comes to, by type and `use`, in the order in which they are asked. */
  readonly #lists = new Map<string, Map<string, readonly NagiosObject[]>>()

  constructor(templates: Templates) {
    this.#templates = templates
  }

  /** A directive of the object, else of the first template in `use` that has it. */
  get({ type, directives }: NagiosObject, name: string): Directive | undefined {
    const own = directives.get(name)
    const use = own ? undefined : directives.get('use')
    if (use === undefined) return own
    for (const template of this.#listOf(type, use.value)) {
      const found = template.directives.get(name)
      if (found) return found
    }
    return undefined
  }

  #listOf(type: string, use: string): readonly NagiosObject[] {
    let lists = this.#lists.get(type)
    if (!lists) this.#lists.set(type, (lists = new Map()))
    const known = lists.get(use)
    if (known) return known
    const list: NagiosObject[] = []
    const seen = new Set<NagiosObject>()
    const open = this.#named(type, use)
    for (let next = open.pop(); next && seen.size < mostTemplates - 1; next = open.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      list.push(next)
      const further = next.directives.get('use')
      if (further) open.push(...this.#named(next.type, further.value))
    }
    if (lists.size < mostLists) lists.set(use, list)
    return list
  }

  /** The templates that `use` names, the first one last. */
  #named(type: string, use: string): NagiosObject[] {
    const found: NagiosObject[] = []
    for (const name of use.split(',', mostTemplates).reverse()) {
      const template = this.#templates.get(`${type}\n${name.trim()}`)
      if (template) found.push(template)
    }
    return found
  }
}
