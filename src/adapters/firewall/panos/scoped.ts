/** Values by scope and name: a look-up by two texts that are there needs no key put together for it. */
export class Scoped<Value> {
  readonly #scopes = new Map<string, Map<string, Value>>()

  get(scope: string, name: string): Value | undefined {
    return this.#scopes.get(scope)?.get(name)
  }

  set(scope: string, name: string, value: Value): void {
    const names = this.#scopes.get(scope)
    if (names) names.set(name, value)
    else this.#scopes.set(scope, new Map([[name, value]]))
  }

  *[Symbol.iterator](): Iterator<readonly [scope: string, name: string, value: Value]> {
    for (const [scope, names] of this.#scopes) for (const [name, value] of names) yield [scope, name, value]
  }
}
