import type { Field } from './schema.ts'

/** The fields of an entry by name. Most entries have three: a list of them takes a third of what a Map does. */
export class Fields implements Iterable<readonly [name: string, field: Field]> {
  readonly #names: string[] = []
  readonly #fields: Field[] = []

  get(name: string): Field | undefined {
    const at = this.#names.indexOf(name)
    return at < 0 ? undefined : this.#fields[at]
  }

  has(name: string): boolean {
    return this.#names.includes(name)
  }

  set(name: string, field: Field): void {
    const at = this.#names.indexOf(name)
    if (at >= 0) this.#fields[at] = field
    else if (this.#names.length < mostFields) {
      this.#names.push(name)
      this.#fields.push(field)
    }
  }

  delete(name: string): void {
    const at = this.#names.indexOf(name)
    if (at < 0) return
    this.#names.splice(at, 1)
    this.#fields.splice(at, 1)
  }

  *[Symbol.iterator](): Iterator<readonly [name: string, field: Field]> {
    for (const [at, name] of this.#names.entries()) {
      const field = this.#fields[at]
      if (field) yield [name, field]
    }
  }
}

/** No entry of a device has more: looking for one stays quick whatever a file says. */
const mostFields = 500
