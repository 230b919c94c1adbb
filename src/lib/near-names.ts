/** The few names that share the longest beginning with what was asked for, best first. */
export function nearNames(names: Iterable<string>, wanted: string, most = 5): readonly string[] {
  const asked = wanted.toLowerCase()
  return [...names]
    .map((name) => ({ name, shared: sharedStart(name.toLowerCase(), asked) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name)
}

function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}
