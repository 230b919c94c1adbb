import type { Place } from './evidence-place.ts'

/** A place in one line for people: `rvtools.xlsx, vInfo, row 12` or `rules.txt:7`. */
export function placeText(place: Place): string {
  const parts = [place.line === undefined ? place.file : `${place.file}:${place.line}`]
  if (place.part !== undefined) parts.push(place.part)
  if (place.row !== undefined) parts.push(`row ${place.row}`)
  if (place.object !== undefined) parts.push(place.object)
  return parts.join(', ')
}
