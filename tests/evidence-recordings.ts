import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reference } from '../src/model/evidence.ts'
import type { EvidenceContext, EvidenceFile, EvidenceReader } from '../src/ports/evidence-reader.ts'

/** A recording beside an adapter, under the name it would have below a folder of evidence. */
export function recording(folder: string, name: string): EvidenceFile {
  return { name, bytes: readFileSync(join(folder, 'recordings', name)) }
}

/** A file of evidence made of text. */
export function textFile(name: string, text: string): EvidenceFile {
  return { name, bytes: new TextEncoder().encode(text) }
}

/** One reference on one line: place, what it is, how it matches, and what is optional. */
export function told(reference: Reference): string {
  const { line, kind, role, strength, matched, name, service, ownerHint, disabled, ttlSeconds } = reference
  const {
    covers,
    host,
    leadsTo,
    path,
    via,
    action,
    ownerHintBasis,
    vrf,
    expires,
    hits,
    shadowedBy,
    redundant,
  } = reference
  const more = Object.entries({
    name,
    service,
    action,
    covers,
    host,
    leadsTo,
    ttl: ttlSeconds,
    vrf,
    expires,
    hits,
  })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${value}`)
  if (path) more.push(` path=${path.join('>')}`)
  if (via) more.push(` via=${via.join('+')}`)
  if (disabled) more.push(' disabled')
  if (shadowedBy !== undefined) more.push(` ${redundant ? 'redundant with' : 'shadowed by'} ${shadowedBy}`)
  if (ownerHint !== undefined) more.push(` owner=${ownerHint} (${ownerHintBasis})`)
  return `${line} ${kind} ${role} ${strength} ${matched}${more.join('')}`
}

/** A reading as plain lines, everything consumed. */
export function toldReading(reader: EvidenceReader, file: EvidenceFile, context?: EvidenceContext): object {
  const reading = reader.read(file, context)
  const references = [...reading.references].map(told)
  const flows = [...reading.flows].map((flow) => Object.values(flow).join(' '))
  const owners = [...reading.owners].map(
    ({ subject, team, person, line }) => `${line} ${subject}: ${team ?? '-'}, ${person ?? '-'}`,
  )
  return {
    references,
    ...(flows.length > 0 ? { flows } : {}),
    ...(owners.length > 0 ? { owners } : {}),
    understood: `${reading.understood} of ${reading.statements}`,
    unknown: reading.unknown.map(
      ({ construct, count, example }) => `${count} ${construct} (line ${example.line})`,
    ),
    masked: reading.masked,
    ...(reading.device === undefined ? {} : { device: reading.device }),
  }
}
