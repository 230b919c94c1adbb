import { createHash } from 'node:crypto'
import type { Vm } from '../model/vm.ts'
import type { EvidenceContext, EvidenceReader } from '../ports/evidence-reader.ts'
import { allObjects, listEvidence, type Store } from '../store/index.ts'
import { estateProjection } from './estate.ts'
import { evidenceTables } from './evidence-tables.ts'

/** Names by which hosts may stand in a text, with the hash of all of them. */
export interface HashedContext extends EvidenceContext {
  readonly hash: string
}

/** Host names, domains and hardware addresses of the estate, and what the DNS zones that were read name. */
export async function loadEvidenceContext(
  store: Store,
  readers: readonly EvidenceReader[],
): Promise<HashedContext> {
  const zones = new Set(readers.filter(({ reads }) => reads === 'zones').map(({ kind }) => kind))
  const hostNames = new Set<string>()
  const domains = new Set<string>()
  const hardwareAddresses = new Set<string>()
  const add = (name: string | undefined, host: boolean): void => {
    const plain = (name ?? '').toLowerCase().replace(/\.$/, '')
    if (plain === '' || plain.length > 253 || !/^[a-z0-9_.-]+$/.test(plain)) return
    hostNames.add(plain)
    const dot = plain.indexOf('.')
    if (dot <= 0) return
    hostNames.add(plain.slice(0, dot))
    if (host && plain.indexOf('.', dot + 1) > 0) domains.add(plain.slice(dot + 1))
  }
  for await (const page of allObjects<Vm>(store, estateProjection, 'vm')) {
    for (const { doc } of page) {
      add(doc.name, true)
      add(doc.guestHostName, true)
      for (const { mac } of doc.nics ?? []) if (mac !== undefined) hardwareAddresses.add(mac.toLowerCase())
    }
  }
  for (const { version, kind } of await listEvidence(store)) {
    if (!zones.has(kind)) continue
    for await (const table of evidenceTables(store, version)) {
      if (table.order !== 'name') continue
      for (let row = 0; row < table.rows; row++) {
        const { host, name } = table.referenceAt(row)
        // Only owners of records are names; reverse zones spell addresses.
        if (host !== undefined && !host.endsWith('.arpa')) add(host, / (?:A|AAAA|CNAME)$/.test(name ?? ''))
      }
    }
  }
  const hash = createHash('sha256')
  for (const name of [...hostNames].sort()) hash.update(name).update('\n')
  for (const domain of [...domains].sort()) hash.update('.').update(domain).update('\n')
  for (const mac of [...hardwareAddresses].sort()) hash.update(mac).update('\n')
  return { hostNames, domains, hardwareAddresses, hash: hash.digest('hex').slice(0, 16) }
}
