import { z } from 'zod'

const part = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'

/** A network's target: a name of ours, `pod`, `existing:namespace/name`, or nothing yet. */
const network = z
  .string()
  .regex(
    new RegExp(`^(?:${part}|existing:${part}/${part})$`),
    'expected a name, pod, or existing:namespace/name',
  )
  .nullable()
const datastore = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, 'expected a storage class')
  .nullable()
const folder = z
  .string()
  .regex(new RegExp(`^${part}$`), 'expected a namespace: a-z, 0-9 and -')
  .nullable()

/** Shape of mappings.yaml: source thing → target thing. `null` = not decided. */
export const mappings = z.strictObject({
  /** Port group or segment → NetworkAttachmentDefinition. */
  networks: z.record(z.string(), network).nullish(),
  /** Datastore → storage class. */
  datastores: z.record(z.string(), datastore).nullish(),
  /** Folder path → namespace; `/` is the root. */
  folders: z.record(z.string(), folder).nullish(),
})

/** The decisions about names. */
export type Mappings = z.infer<typeof mappings>

/** The folder that VMs without one are in. */
export const rootFolder = '/'
