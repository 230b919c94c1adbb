// Writes the generated part of the sample estate; the same bytes every time:
//   npx esbuild scripts/make-harbour.ts --bundle --packages=external --platform=node --format=esm --outfile=.build/make-harbour.mjs
//   node .build/make-harbour.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeRecording } from '../src/adapters/vsphere/recording/write.ts'
import { harbourFiles } from '../src/sample/harbour/files.ts'
import { harbourRecording } from '../src/sample/harbour/vcenter/index.ts'

const folder = 'tests/estates/harbour'
for (const { path, bytes } of harbourFiles()) {
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, bytes)
  console.log(`${target}: ${bytes.length} bytes`)
}
await writeRecording(harbourRecording(), join(folder, 'vcenter'))
