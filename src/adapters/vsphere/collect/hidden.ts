import type { AnyRecord } from '../schema.ts'
import type { Unread } from '../source.ts'

/** Why an object could not be read, in the words of every list of what is missing. */
export function notPermitted(privileges: string): string {
  return `this user is not permitted to see it${privileges === '' ? '' : `; missing: ${privileges}`}`
}

/**
 * Why a record is none: an object that is listed and of which nothing may be seen is unread, with the privilege that is
 * missing, so that it stands as an earlier read saw it and not as a machine without a name.
 */
export function hiddenOf({ type, id, properties, denied, lacks = [] }: AnyRecord): Unread | undefined {
  if (denied === undefined || denied.length === 0 || Object.keys(properties).length > 0) return undefined
  const privileges = [...new Set(lacks)].filter((lack) => lack !== '').sort()
  return { object: { type, value: id }, why: notPermitted(privileges.join(', ')) }
}
