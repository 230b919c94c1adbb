import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { escapeXml } from '../../../formats/xml/index.ts'
import {
  type About,
  type AnyRecord,
  isManager,
  kindsOf,
  type PolicyRecord,
  type TagRecord,
} from '../schema.ts'
import { encode } from '../schema/kinds.ts'
import { manifestName, recordingFormat, type RecordingManifest } from './format.ts'

/** What a recording is made of. */
export interface Recorded {
  readonly host: string
  readonly recordedAt: string
  readonly about: About
  readonly records: readonly AnyRecord[]
  readonly tags?: readonly TagRecord[]
  readonly policies?: readonly PolicyRecord[]
}

/** As many as a vCenter gives in one page. */
export const objectsPerAnswer = 100

/**
 * Writes records as the answers that a vCenter would have given for them, into `dir`: one file for each hundred
 * objects of a type, and a manifest. The same records give the same bytes.
 */
export async function writeRecording(recorded: Recorded, dir: string): Promise<RecordingManifest> {
  await mkdir(dir, { recursive: true })
  const answers: string[] = []
  const byType = grouped(recorded.records)
  for (const [type, records] of byType) {
    for (let at = 0; at < records.length; at += objectsPerAnswer) {
      const name = `${String(answers.length + 1).padStart(4, '0')}-${type}.xml`
      await writeFile(join(dir, name), answerOf(records.slice(at, at + objectsPerAnswer)))
      answers.push(name)
    }
  }
  const manifest: RecordingManifest = {
    format: recordingFormat,
    version: 1,
    host: recorded.host,
    recordedAt: recorded.recordedAt,
    about: recorded.about,
    inventory: recorded.records
      .filter((record) => !isManager(record.type))
      .map(({ type, id }) => ({ type, value: id })),
    answers,
    tags: recorded.tags ?? [],
    ...(recorded.policies === undefined ? {} : { policies: recorded.policies }),
  }
  await writeFile(join(dir, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

function grouped(records: readonly AnyRecord[]): Map<string, AnyRecord[]> {
  const groups = new Map<string, AnyRecord[]>()
  for (const record of records) {
    const group = groups.get(record.type)
    if (group === undefined) groups.set(record.type, [record])
    else group.push(record)
  }
  return groups
}

/** The body of a `RetrievePropertiesEx` answer that holds these objects. */
export function answerOf(records: readonly AnyRecord[], token?: string): string {
  const objects = records.map(objectElement).join('\n')
  const next = token === undefined ? '' : `<token>${escapeXml(token)}</token>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<soapenv:Body>
<RetrievePropertiesExResponse xmlns="urn:vim25"><returnval>${next}
${objects}
</returnval></RetrievePropertiesExResponse>
</soapenv:Body>
</soapenv:Envelope>
`
}

function objectElement(record: AnyRecord): string {
  const kinds = kindsOf(record.type)
  let written = `<objects><obj type="${record.type}">${escapeXml(record.id)}</obj>`
  for (const [path, value] of Object.entries(record.properties)) {
    const kind = kinds.get(path)
    if (kind === undefined || value === undefined) continue
    written += `<propSet><name>${escapeXml(path)}</name>${encode('val', value, kind, true)}</propSet>`
  }
  for (const [at, path] of (record.denied ?? []).entries()) {
    const privilege = escapeXml(record.lacks?.[at] ?? 'System.View')
    written += `<missingSet><path>${escapeXml(path)}</path><fault><fault xsi:type="NoPermission"><privilegeId>${privilege}</privilegeId></fault><localizedMessage>Permission to perform this operation was denied.</localizedMessage></fault></missingSet>`
  }
  return `${written}</objects>`
}
