// Derives the compact schema tables from a folder of CustomResourceDefinitions (JSON, any depth):
//   npx esbuild scripts/derive-schemas.ts --bundle --packages=external --platform=node --format=esm --outfile=.build/derive-schemas.mjs
//   node .build/derive-schemas.mjs FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { deriveTable } from '../src/adapters/kubernetes/derive.ts'
import { derived } from '../src/adapters/kubernetes/derived-kinds.ts'
import { formatTable } from '../src/adapters/kubernetes/format-table.ts'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: node .build/derive-schemas.mjs FOLDER')
  process.exit(2)
}
const files = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => [basename(name), name]),
)
for (const kind of derived) {
  const name = files.get(kind.file)
  if (name === undefined) throw new Error(`${folder} has no ${kind.file}`)
  const table = deriveTable(JSON.parse(readFileSync(join(folder, name), 'utf8')), {
    from: kind.file,
    open: kind.open,
  })
  const target = join('src/adapters/kubernetes/tables', `${kind.table}.json`)
  const text = formatTable(table)
  writeFileSync(target, text)
  console.log(`${target}: ${table.fields.length} fields, ${text.length} bytes`)
}
