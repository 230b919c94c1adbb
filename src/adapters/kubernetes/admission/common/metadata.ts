import type { Report } from '../rule.ts'

const label = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/
const prefix = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/
const mostAnnotationBytes = 256 * 1024

/** Refuses labels that the API server refuses: odd keys, values that are not text, too long or with odd characters. */
export function checkLabels(labels: unknown, path: string, report: Report): void {
  for (const [key, value] of entriesOf(labels, path, report)) {
    checkKey(key, path, report)
    if (typeof value !== 'string') report(`${path}.${key}`, `${JSON.stringify(value)} is not text`)
    else if (!label.test(value))
      report(`${path}.${key}`, `${JSON.stringify(value.slice(0, 80))} is not a label value`)
  }
}

/** Refuses annotations that the API server refuses: odd keys, values that are not text, more than 256 KiB in all. */
export function checkAnnotations(annotations: unknown, path: string, report: Report): void {
  let bytes = 0
  for (const [key, value] of entriesOf(annotations, path, report)) {
    checkKey(key, path, report)
    if (typeof value !== 'string') report(`${path}.${key}`, `${JSON.stringify(value)} is not text`)
    else bytes += Buffer.byteLength(key) + Buffer.byteLength(value)
  }
  if (bytes > mostAnnotationBytes) report(path, `${bytes} bytes, expected at most ${mostAnnotationBytes}`)
}

function entriesOf(value: unknown, path: string, report: Report): [string, unknown][] {
  if (value === undefined || value === null) return []
  if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value)
  report(path, 'is not a mapping')
  return []
}

function checkKey(key: string, path: string, report: Report): void {
  const slash = key.indexOf('/')
  const name = slash < 0 ? key : key.slice(slash + 1)
  const good =
    name.length > 0 && label.test(name) && (slash < 0 || (slash <= 253 && prefix.test(key.slice(0, slash))))
  if (!good) report(path, `${JSON.stringify(key.slice(0, 80))} is not a key`)
}
