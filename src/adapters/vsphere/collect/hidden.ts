import type { AnyRecord } from '../schema.ts'
import type { Unread } from '../source.ts'

/** Why an object could not be read, in the words of every list of what is missing. */
export function notPermitted(privileges: string): string {
  return `this user is not permitted to see it${privileges === '' ? '' : `; missing: ${privileges}`}`
}

/**
 * Tells records from objects that are listed and of which nothing may be seen: those are unread, with the privilege
 * that is missing, so that they stand as an earlier read saw them and not as machines without a name.
 */
export function withoutHidden(records: readonly AnyRecord[]): {
  readonly records: readonly AnyRecord[]
  readonly unread: readonly Unread[]
} {
  const hidden = records.filter(isHidden)
  if (hidden.length === 0) return { records, unread: [] }
  return {
    records: records.filter((record) => !isHidden(record)),
    unread: hidden.map(({ type, id, lacks = [] }) => ({
      object: { type, value: id },
      why: notPermitted(
        [...new Set(lacks)]
          .filter((lack) => lack !== '')
          .sort()
          .join(', '),
      ),
    })),
  }
}

function isHidden({ properties, denied }: AnyRecord): boolean {
  return denied !== undefined && denied.length > 0 && Object.keys(properties).length === 0
}
