/** A server of a pool; one that is resolved while the controller runs has its name for an address. */
export interface AviServer {
  readonly address: string
  readonly at: number
  readonly port: string | undefined
  readonly enabled: boolean
}

/** A pool with its servers. */
export interface AviPool {
  readonly name: string
  readonly servers: readonly AviServer[]
  readonly port: string | undefined
  readonly owner: string | undefined
  readonly enabled: boolean
  readonly vrf: string | undefined
}

/** An address that clients connect to. */
export interface AviAddress {
  readonly address: string
  readonly at: number
}

/** A virtual service: what it answers on, and what stands behind it by key. */
export interface AviService {
  readonly name: string
  readonly at: number
  readonly addresses: readonly AviAddress[]
  readonly vips: readonly string[]
  readonly ports: readonly string[]
  readonly protocol: 'tcp' | 'udp'
  readonly vrf: string | undefined
  readonly behind: readonly string[]
  readonly enabled: boolean
  readonly owner: string | undefined
}

/** Everything that is carried, by key: `pool shop`. One key may stand for a name and another for a uuid. */
export interface AviConfig {
  readonly pools: Map<string, AviPool>
  /** Pools of a group, of a policy set. */
  readonly groups: Map<string, readonly string[]>
  readonly vips: Map<string, readonly AviAddress[]>
  readonly services: AviService[]
  /** Names that a GSLB service or an address answers, with the address that they lead to. */
  readonly answers: AviAnswer[]
  /** Every other address, with the object that it stands in. */
  readonly literals: { readonly text: string; readonly at: number; readonly name: string }[]
}

/** A name in DNS and what it leads to. */
export interface AviAnswer extends AviAddress {
  readonly host: string
}

/** A configuration of which nothing is known yet. */
export function emptyAvi(): AviConfig {
  return { pools: new Map(), groups: new Map(), vips: new Map(), services: [], answers: [], literals: [] }
}

/** Object types of an export by their key, and as the address of the API writes them. */
export const types: ReadonlyMap<string, string> = new Map([
  ['Pool', 'pool'],
  ['PoolGroup', 'poolgroup'],
  ['VsVip', 'vsvip'],
  ['VirtualService', 'virtualservice'],
  ['HTTPPolicySet', 'httppolicyset'],
  ['L4PolicySet', 'l4policyset'],
  ['GslbService', 'gslbservice'],
])

/** Other objects that are known; the addresses in them are kept as literals. */
export const settings: ReadonlySet<string> = new Set(
  (
    'actiongroupconfig alertconfig alertemailconfig alertscriptconfig alertsyslogconfig analyticsprofile applicationpersistenceprofile ' +
    'applicationprofile authprofile autoscalelaunchconfig backup backupconfiguration certificatemanagementprofile cloud cloudconnectoruser ' +
    'cloudproperties cluster controllerportalregistration controllerproperties customipamdnsprofile dnspolicy dynamicdnsrecord ' +
    'errorpagebody errorpageprofile federationcheckpoint fileobject geodb gslb gslbgeodbprofile gslbservice hardwaresecuritymodulegroup ' +
    'healthmonitor icapprofile ipaddrgroup ipamdnsproviderprofile ipreputationdb jobentry jwtprofile jwtserverprofile l4policyset labelgroup licenseledgerdetails ' +
    'logcontrollermapping alertobjectlist albservicesconfig availabilityzone botconfigconsolidator botdetectionpolicy botmapping ' +
    'botipreputationtypemapping controllersite customerportalinfo csrfpolicy debugcontroller debugserviceengine debugvirtualservice ' +
    'microservice networkruntime positivesecuritypolicy seproperties secureoperation sslprofileselector vsgs ' +
    'memorybalancerrequest microservicegroup natpolicy network networkprofile networksecuritypolicy networkservice nsxtsegmentruntime ' +
    'pingaccessagent pkiprofile poolgroupdeploymentpolicy prioritylabels protocolparser role rmcloudopsproto scheduler securitymanagerdata ' +
    'securitypolicy serverautoscalepolicy serviceengine serviceenginegroup siteversion snmptrapprofile sslkeyandcertificate sslprofile ' +
    'ssopolicy statediffoperation stringgroup systemconfiguration systemlimits systemreport tenant testsedatastorelevel1 trafficcloneprofile ' +
    'upgradestatusinfo upgradestatussummary user useraccountprofile vcenterserver virtualservice vrfcontext vsdatascriptset wafapplicationsignatureprovider ' +
    'wafcrs wafpolicy wafpolicypsmgroup wafprofile webapput webhook'
  ).split(' '),
)
