/** Ids, paths and tables as RVTools prints them, in the model's form. */

/** A managed object id such as `vm-1001` or, on a single host, `12`; placeholders of sanitised sheets are none. */
export function morefOf(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:[A-Za-z]+-(?:[A-Za-z]+-?)?)?\d{1,12}$/.test(text) ? text : undefined
}

/** RVTools prints `/Datacenter/vm/Prod/Web` or a bare name; the model's path leaves out datacenter and hidden root. */
export function folderOf(text: string | undefined, datacenter: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const parts = text.split('/').filter((part) => part !== '')
  const root = parts.indexOf('vm')
  if (text.startsWith('/') && root >= 0 && (root <= 1 || parts[root - 1] === datacenter))
    return parts.slice(root + 1).join('/')
  if (parts.length > 1 && parts[0] === datacenter) return parts.slice(parts[1] === 'vm' ? 2 : 1).join('/')
  return parts.length === 1 && parts[0] === 'vm' ? '' : parts.join('/')
}

/** Path below the cluster's hidden root pool, which every path goes through; the root itself is no pool of anybody. */
export function poolPathOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const parts = text.split('/').filter((part) => part !== '')
  const root = parts.indexOf('Resources')
  const path = parts.slice(root + 1).join('/')
  return path === '' ? undefined : path
}
