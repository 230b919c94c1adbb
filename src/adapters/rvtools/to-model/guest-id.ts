import names from '../guest-ids.json' with { type: 'json' }

const idByName = new Map(Object.entries(names).map(([name, id]) => [plain(name), id]))

/**
 * The guestId behind the name that vSphere shows: RVTools gives names only. `Red Hat Enterprise Linux 8 (64-bit)` →
 * `rhel8_64Guest`; undefined for a name that no vSphere version shows.
 */
export function guestIdOf(name: string): string | undefined {
  if (!recent.has(name) && recent.size < mostRecent) recent.set(name, lookUp(name))
  return recent.has(name) ? recent.get(name) : lookUp(name)
}

// A large estate asks for the same fifty names a hundred thousand times.
const recent = new Map<string, string | undefined>()
const mostRecent = 1000

function lookUp(name: string): string | undefined {
  const wanted = plain(name)
  return (
    idByName.get(wanted) ??
    idByName.get(`${wanted} 64 bit`) ??
    idByName.get(
      wanted.replace(/^microsoft windows server (\d+) microsoft.*$/, 'microsoft windows server $1'),
    )
  )
}

function plain(name: string): string {
  return name
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/\b(?:64) ?bits?\b/, '64 bit')
    .replace(/\b(?:32) ?bits?\b/, '32 bit')
    .trim()
}
