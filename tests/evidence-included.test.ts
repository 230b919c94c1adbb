import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { discover } from '../src/app/discover.ts'
import { addEvidence, removeEvidenceFile } from '../src/app/evidence.ts'
import { traceVm } from '../src/app/trace.ts'
import { newContext } from './context.ts'

const harbour = join(import.meta.dirname, 'estates/harbour')

test('files that include each other are read with what the others say of them', async () => {
  const { context, close } = await newContext('evidence-included')
  const folder = mkdtempSync(join(tmpdir(), 'causeway-evidence-included-'))
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const artefacts = async () => {
    const { references } = await traceVm(context, 'erp-db-01')
    return references
      .map(({ file, line, name, via }) => `${file}:${line} ${name}${via ? ` via ${via.join(' ')}` : ''}`)
      .sort()
  }
  try {
    await discover(context, [{ kind: 'file', path: join(harbour, 'rvtools.xlsx'), name: 'rvtools.xlsx' }])
    write(
      'ns/named.conf',
      'options { directory "/var/named"; };\nzone "harbour.example" {\n  type master;\n  file "zones/main";\n};\n',
    )
    write('ns/zones/main', '@ IN SOA ns1 noc 1 2h 15m 2w 5m\n$INCLUDE parts/erp erp\n')
    write('ns/zones/parts/erp', 'db IN A 10.20.30.41\nold IN A 192.0.2.9\n')
    write(
      'web/sites/shop.conf',
      'server {\n  listen 192.0.2.80:443;\n  server_name shop;\n  location / { proxy_pass http://erp; }\n}\n',
    )
    write(
      'web/conf.d/upstreams.conf',
      'upstream erp {\n  server 10.20.30.41:8080;\n  include members.conf;\n}\n',
    )
    await addEvidence(context, [folder])
    expect(await artefacts()).toEqual([
      'ns/zones/parts/erp:1 db.erp.harbour.example A',
      'web/conf.d/upstreams.conf:2 erp via 192.0.2.80:443',
    ])

    // Without the file that includes it, nobody knows under which name the record stands.
    await removeEvidenceFile(context, 'ns/zones/main')
    expect(await artefacts()).toContain('ns/zones/parts/erp:1 db A')
    // Once it is there again, the part is read anew although its own bytes are the same.
    await addEvidence(context, [folder])
    expect(await artefacts()).toContain('ns/zones/parts/erp:1 db.erp.harbour.example A')
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})
