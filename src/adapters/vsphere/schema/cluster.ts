import { entityProperties } from './entity.ts'
import { anyOf, boolean, integer, list, long, object, reference, string } from './kinds.ts'

const member = { vm: list(reference), host: list(reference) } as const

const restartSettings = object('ClusterDasVmSettings', {
  restartPriority: string,
  isolationResponse: string,
})

/** Properties of a cluster. */
export const computeProperties = {
  ...entityProperties,
  configurationEx: anyOf('ClusterConfigInfoEx', {
    dasConfig: object('ClusterDasConfigInfo', {
      enabled: boolean,
      vmMonitoring: string,
      failoverLevel: integer,
      admissionControlEnabled: boolean,
      defaultVmSettings: restartSettings,
    }),
    drsConfig: object('ClusterDrsConfigInfo', { enabled: boolean, defaultVmBehavior: string }),
    dpmConfigInfo: object('ClusterDpmConfigInfo', { enabled: boolean, defaultDpmBehavior: string }),
    dasVmConfig: list(
      object('ClusterDasVmConfigInfo', {
        key: reference,
        restartPriority: string,
        dasSettings: restartSettings,
      }),
    ),
    drsVmConfig: list(
      object('ClusterDrsVmConfigInfo', { key: reference, enabled: boolean, behavior: string }),
    ),
    group: list(anyOf('ClusterGroupInfo', { name: string, ...member })),
    rule: list(
      anyOf('ClusterRuleInfo', {
        name: string,
        enabled: boolean,
        mandatory: boolean,
        vm: list(reference),
        vmGroupName: string,
        affineHostGroupName: string,
        antiAffineHostGroupName: string,
        vmGroup: string,
        dependsOnVmGroup: string,
      }),
    ),
    vsanConfigInfo: object('VsanClusterConfigInfo', { enabled: boolean }),
  }),
  summary: anyOf('ClusterComputeResourceSummary', {
    currentEVCModeKey: string,
    numHosts: integer,
    effectiveCpu: integer,
    effectiveMemory: long,
  }),
} as const
