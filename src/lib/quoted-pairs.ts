const mostPairs = 40

/** `prettyName='Debian 12' kernelVersion='6.1'` as a table; undefined when nothing of it is in that form. */
export function quotedPairs(text: string | undefined): Readonly<Record<string, string>> | undefined {
  if (text === undefined) return undefined
  const found = [
    ...text.slice(0, 10_000).matchAll(/(?:^|[\s,;])([A-Za-z][A-Za-z0-9]{0,40})='([^']{0,300})'/g),
  ]
  const pairs = found.slice(0, mostPairs).map(([, key = '', value = '']) => [key, value.trim()] as const)
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs.filter(([, value]) => value !== ''))
}
