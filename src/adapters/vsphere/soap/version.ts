import { childOf, childrenOf, childText, parseXmlDocument } from '../../../formats/xml/index.ts'
import { FormatError } from '../../../lib/format-error.ts'

/**
 * The newest version of `urn:vim25` in a `vimServiceVersions.xml`. Undefined when there is none or the text is
 * something else (old servers answer with a page of their own); the version of the log-in then counts.
 */
export function newestVersion(document: string): string | undefined {
  try {
    for (const namespace of childrenOf(parseXmlDocument(document), 'namespace')) {
      if (childText(namespace, 'name') !== 'urn:vim25') continue
      const versions = [childText(namespace, 'version')]
      const prior = childOf(namespace, 'priorVersions')
      for (const version of prior === undefined ? [] : childrenOf(prior, 'version'))
        versions.push(version.text)
      return versions
        .filter((version) => version !== undefined && /^\d+(\.\d+)*$/.test(version))
        .sort(byVersion)
        .at(-1)
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
  }
  return undefined
}

/** Whether API version `have` is `wanted` or newer. An unknown version counts as new: a fault will tell. */
export function isAtLeast(have: string | undefined, wanted: string): boolean {
  return have === undefined || byVersion(have, wanted) >= 0
}

function byVersion(left: string | undefined, right: string | undefined): number {
  const a = (left ?? '').split('.').map(Number)
  const b = (right ?? '').split('.').map(Number)
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
