import { createHash } from 'node:crypto'
import type { Observation } from '../model/observation.ts'

/** vSphere allows 80 signs; a database indexes no more than some two thousand bytes. */
const longestName = 200
const longestIdentity = 300
const mostTwins = 100

/**
 * An observation of a package as its folder says it. The package's file becomes part of its key, and of an identity
 * beside those that it has: exported anew under the same name, a machine keeps its id.
 */
export function memberObservation(
  seen: Observation,
  folder: string,
): { readonly observation: Observation; readonly remark?: string } {
  const key = hashOf(`${seen.place.file}\0${seen.key}`)
  const identities = [...seen.identities.map(shortened), `descriptor:${hashOf(`${folder}\0${key}`)}`]
  const { name } = seen.facts
  if (name.length <= longestName || seen.kind !== 'vm') return { observation: { ...seen, key, identities } }
  return {
    observation: { ...seen, key, identities, facts: { ...seen.facts, name: name.slice(0, longestName) } },
    remark: `a name of ${name.length} signs is cut after ${longestName}`,
  }
}

/** Machines of one folder that give the same UUID: copies of one, or clones. Nobody can tell from the files. */
export class Twins {
  private readonly files = new Map<string, string[]>()

  add({ identities, place }: Observation): void {
    for (const key of identities) {
      if (!/^(?:instance|smbios):/.test(key)) continue
      const files = this.files.get(key)
      if (files) files.push(place.file)
      else this.files.set(key, [place.file])
    }
  }

  lines(): readonly string[] {
    const lines: string[] = []
    for (const [key, files] of this.files) {
      if (files.length < 2 || lines.length >= mostTwins) continue
      const scheme = key.startsWith('instance:') ? 'instance UUID' : 'SMBIOS UUID'
      const names = `${files.slice(0, 5).join(', ')}${files.length > 5 ? ` and ${files.length - 5} more` : ''}`
      lines.push(
        `${names} give the same ${scheme} ${key.slice(key.indexOf(':') + 1)}: they stay ${files.length} machines`,
      )
    }
    return lines
  }
}

function shortened(identity: string): string {
  if (identity.length <= longestIdentity) return identity
  return `${identity.slice(0, identity.indexOf(':'))}:${hashOf(identity)}`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
