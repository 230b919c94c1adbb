import { z } from 'zod'

const vlanId = z.int().min(1).max(4094)
const trunk = z.union([
  z.strictObject({ id: vlanId }),
  z
    .strictObject({ minID: vlanId, maxID: vlanId })
    .refine((range) => range.minID <= range.maxID, 'minID is above maxID'),
])

const common = {
  cniVersion: z.enum(['0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0']),
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/),
  mtu: z.int().min(68).max(65_535).optional(),
}

/** Linux bridge, as KubeVirt recommends it. The kernel takes 15 characters for the name of a bridge. */
const bridge = z
  .strictObject({
    ...common,
    type: z.literal('bridge'),
    bridge: z.string().regex(/^[A-Za-z0-9_.-]{1,15}$/),
    vlan: z.int().min(0).max(4094).optional(),
    vlanTrunk: z.array(trunk).min(1).optional(),
    preserveDefaultVlan: z.boolean().optional(),
    macspoofchk: z.boolean().optional(),
    disableContainerInterface: z.boolean().optional(),
    promiscMode: z.boolean().optional(),
    portIsolation: z.boolean().optional(),
    ipam: z.looseObject({}).optional(),
  })
  .refine(
    (each) => !(each.disableContainerInterface && each.ipam),
    'ipam is not possible with disableContainerInterface',
  )

/** A localnet of OVN-Kubernetes: access VLAN only. */
const localnet = z.strictObject({
  ...common,
  type: z.literal('ovn-k8s-cni-overlay'),
  topology: z.literal('localnet'),
  netAttachDefName: z.string().regex(/^[a-z0-9-]+\/[a-z0-9.-]+$/),
  vlanID: vlanId.optional(),
  physicalNetworkName: z
    .string()
    .min(1)
    .regex(/^[^,:]+$/)
    .optional(),
  subnets: z.string().optional(),
})

/** The network configurations that we write. */
export const networkConfig = z.discriminatedUnion('type', [bridge, localnet])
