import type { Reference } from '../schema.ts'
import { type Context, datacenterOf, plainName } from './context.ts'

/** Name and place of an object, as every kind of fact begins. */
export function located(
  record: {
    readonly id: string
    readonly properties: { readonly name?: string; readonly parent?: Reference }
  },
  context: Context,
) {
  return {
    name: plainName(record.properties.name ?? record.id),
    moref: record.id,
    vcenter: context.vcenter,
    datacenter: datacenterOf(context, record.properties.parent),
  }
}
