const units: Readonly<Record<string, number>> = {
  '': 1,
  m: 1,
  mib: 1,
  mb: 1,
  g: 1024,
  gib: 1024,
  gb: 1024,
  t: 1_048_576,
  tib: 1_048_576,
  tb: 1_048_576,
}

/** `64GiB`, `2 TiB` or `2048` to MiB; NaN when it is none. */
export function mibOf(text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(?:([a-z]+)\s*)?$/i.exec(text)
  const unit = units[(match ? (match[2] ?? '') : '?').toLowerCase()]
  return match && unit !== undefined ? Number(match[1]) * unit : Number.NaN
}
