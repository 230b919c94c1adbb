import { asciiOf, blank, digit, kindAt, letter } from './bytes.ts'

/** Words before four dotted numbers that make them a version, an object id or the number of a section. */
const never = new Set(
  `version versions ver release releases rev revision build builds firmware oid schema v bios jdk jre product section
   sections sect chapter clause appendix annex paragraph para figure fig table requirement requirements req article
   patch hotfix tag`.split(/\s+/),
)
/** Words that may stand behind one of them: `build.number`, `versionCode`, `release_id`. */
const tails = ['number', 'string', 'code', 'id', 'no', 'nr']
/** Last letters of those words and of words that end in `version`, such as `AssemblyVersion`. */
const lastLetters = new Set([...never, ...tails].map((one) => one.charCodeAt(one.length - 1)))
const between = new Set([...'"\'=:#([->/'].map((sign) => sign.charCodeAt(0)))
const suffix =
  /^-(?:snapshot|alpha|beta|rc|ga|release|final|generic|hotfix|patch|build|dev|sp|el|fc|deb|amd|x)/i
const longestGap = 8
/** Where an image is named. A name without a path may be that of a host, and so more is asked of what stands before it. */
const imageTag =
  /(?:(?:(?:[Ii]mage(?:Name)?|IMAGE)["']?\s{0,4}[:=]|docker:\/\/|^\s{0,8}FROM\s(?:--[\w=./-]{1,40}\s)?|--from=|\b(?:docker|podman|nerdctl|crictl|ctr)\s[\w -]{0,30}?(?:pull|push|tag|rmi|save)\s(?:-[\w=/-]{1,40}\s){0,2})\s{0,4}["']?(?:[\w.-]{1,80}(?::\d{1,5})?\/)?|(?:[Ii]mage|[Ff]rom|FROM)\s{1,4}["']?[\w.-]{1,80}(?::\d{1,5})?\/)[\w./-]{1,100}:$/

/** Whether a word before the place says that the numbers there are no address. */
export function isVersion(bytes: Uint8Array, at: number, from: number): boolean {
  let end = at
  while (end > from && at - end < longestGap && isBetween(bytes[end - 1] ?? 0)) end--
  const last = bytes[end - 1] ?? 0
  if (last === 0xa7 || last === 94 || last === 126) return true
  if (end < at && last === 46 && (kindAt(bytes, end - 2) & letter) > 0) end--
  if (end <= from || !lastLetters.has((bytes[end - 1] ?? 0) | 32)) return isHeading(bytes, at, from)
  const start = wordBefore(bytes, end, from)
  const found = asciiOf(bytes, start, end)
  if (isNever(found)) return found.toLowerCase() !== 'v' || bytes[start - 1] !== 45
  const tail = tails.find((one) => found.toLowerCase().endsWith(one))
  if (tail === undefined) return false
  if (tail.length < found.length) return isNever(found.slice(0, -tail.length))
  const sign = bytes[start - 1]
  if (sign !== 46 && sign !== 95 && sign !== 45 && sign !== 32) return false
  return isNever(asciiOf(bytes, wordBefore(bytes, start - 1, from), start - 1))
}

/** Where the letters begin that end at a place. */
function wordBefore(bytes: Uint8Array, end: number, from: number): number {
  let start = end
  while (start > from && end - start < 24 && (kindAt(bytes, start - 1) & letter) > 0) start--
  return start
}

/** Whether a word is one of those; `ssh -v 10.0.0.5` asks for more words and is looked at by the caller. */
function isNever(found: string): boolean {
  const name = found.toLowerCase()
  if (never.has(name)) return true
  if (name.endsWith('version') || name.endsWith('versions'))
    return !/^(?:sub|con|in|per|di)version/.test(name)
  // camelCase: `dbRelease`, `fileRev`.
  const tail = /[a-z]([A-Z][a-z]+)$/.exec(found)?.[1]
  return tail !== undefined && never.has(tail.toLowerCase())
}

function isBetween(code: number): boolean {
  return code === 32 || code === 9 || between.has(code)
}

/** `## 4.1.2.3 Title`. */
function isHeading(bytes: Uint8Array, at: number, from: number): boolean {
  let end = at
  while (end > from && at - end < longestGap && (kindAt(bytes, end - 1) & blank) > 0) end--
  return end < at && bytes[end - 1] === 35 && (end - 1 === from || bytes[end - 2] === 35)
}

/** Whether what stands behind makes it a version: `1.2.3.4-SNAPSHOT`, `1.2.3.4-el9`. */
export function hasVersionSuffix(bytes: Uint8Array, end: number): boolean {
  if (bytes[end] !== 45 || (kindAt(bytes, end + 1) & letter) === 0) return false
  return suffix.test(asciiOf(bytes, end, end + 10))
}

/** `Chrome/120.0.0.0`: a product with its version, and `image: shop/app:1.2.3.4`, the tag of an image. */
export function isProductToken(bytes: Uint8Array, at: number, from: number, value: number): boolean {
  const before = bytes[at - 1]
  if (before === 47) return (value & 0xff_ffff) === 0 && (kindAt(bytes, at - 2) & letter) > 0
  if (before !== 58 || (kindAt(bytes, at - 2) & (letter | digit)) === 0) return false
  const text = asciiOf(bytes, Math.max(from, at - 200), at)
  return imageTag.test(text.slice(text.lastIndexOf('\n') + 1))
}

/** `4.1.2.3 Scope` at the beginning of a line: the number of a section, when all its numbers are small. */
export function isSection(bytes: Uint8Array, at: number, end: number, from: number, value: number): boolean {
  if (value >>> 24 >= 10) return false
  if (((value >> 16) & 255) >= 20 || ((value >> 8) & 255) >= 20 || (value & 255) >= 20) return false
  let start = at
  while (start > from && at - start < longestGap && (kindAt(bytes, start - 1) & blank) > 0) start--
  const atStart = start === from || bytes[start - 1] === 10
  const next = bytes[end + 1] ?? 0
  return atStart && (bytes[end] === 32 || bytes[end] === 9) && next >= 65 && next <= 90
}
