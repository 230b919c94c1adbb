import type { Disk } from '../../model/hardware.ts'
import { placeText } from '../../model/place-text.ts'
import type { Merged } from '../../model/vm.ts'

const listed = 5

/** Joins at most five items; the rest is counted, so that no finding grows with the estate. */
export function several(items: readonly string[]): string {
  if (items.length <= listed) return items.join(', ')
  return `${items.slice(0, listed).join(', ')} and ${items.length - listed} more`
}

/** What was seen in a field and which source said it: `firmware = bios (export.xlsx, vInfo, row 17)`. */
export function seen(object: Merged, field: string, value: string | number | boolean): string {
  const index = object.from[field]
  const origin = index === undefined ? undefined : object.origins[index]
  const shown = value === '' ? 'empty' : String(value)
  return origin ? `${field} = ${shown} (${placeText(origin.place)})` : `${field} = ${shown}`
}

/** A disk in words: its label and, where known, `bus:unit`. */
export function diskInWords(disk: Disk): string {
  const bus = disk.controller?.bus
  const address = bus === undefined || disk.unit === undefined ? '' : ` (${bus}:${disk.unit})`
  return `${disk.label}${address}`
}
