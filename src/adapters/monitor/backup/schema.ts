/** What a column of a list of backup jobs says. */
export type BackupField =
  | 'job'
  | 'machine'
  | 'list'
  | 'name'
  | 'address'
  | 'server'
  | 'enabled'
  | 'disabled'
  | 'owner'
  | 'contact'
  | 'remark'
  | 'telling'

const fieldsOf = (entries: Readonly<Record<BackupField, string>>): ReadonlyMap<string, BackupField> =>
  new Map(
    Object.entries(entries).flatMap(([field, names]) =>
      names.split(' ').map((name) => [name, field as BackupField] as const),
    ),
  )

/**
 * Names under which Veeam, Commvault, NetBackup, Rubrik, Cohesity and Spectrum Protect, the scripts around them and people
 * write each field; letters and digits only, lower case. `telling`: says nothing of a machine, but only backups have it.
 */
export const columnNames = fieldsOf({
  job:
    'jobname job backupjob backupjobname policyname policy backuppolicy protectiongroup protectiongroupname protectionjob ' +
    'backupplan planname plan backupsetsubclient subclient subclientname sladomain sladomainname backupset schedulename',
  machine:
    'vmname vm virtualmachine virtualmachinename servername server clientname client clienthostname hostname host machine ' +
    'machinename computer computername objectname object protectedobject protectedobjectname protectedcomputer nodename node ' +
    'workload workloadname guestname guesthostname guestdnsname dnsname fqdn entityname backupobject tcpname sourcevm',
  list: 'sources source objects includes includedobjects objectsinjob vms vmlist machines clients members vmsinjob',
  name: 'name displayname',
  address:
    'ip ipaddress ipaddresses ipv4 ipv6 clientip vmip guestip guestipaddress address addresses hostip tcpaddress nodeip',
  server:
    'mediaserver masterserver primaryserver mediaservername masterservername backupserver vbrserver veeamserver repositoryhost ' +
    'backupproxy proxyserver proxy storageserver commserve commserver mediaagent gatewayserver',
  enabled: 'isscheduleenabled scheduleenabled enabled isenabled active isactive jobenabled',
  disabled: 'disabled isdisabled',
  owner: 'owner jobowner applicationowner businessowner serviceowner team supportgroup responsible',
  contact: 'contact contactname owneremail email notify',
  remark: 'description jobdescription comment comments notes remark remarks',
  telling:
    'repository targetrepository repositoryname backuprepository lastbackup lastbackuptime lastbackupdate lastsuccess ' +
    'lastsuccessfulbackup restorepoints restorepointscount latestrestorepoint retention retentiondays retentionpolicy jobtype ' +
    'backuptype backupmode storagepolicy storageunit schedule scheduletype lastresult jobstatus backupsize backupsizegb ' +
    'datasize lastrun nextrun isscheduled agentinstance agent instance policytype jobid jobprimaryid backupstatus ' +
    'datacenterbackup proxytype rpo latestbackupdate lastjobstatus runautomatically domainname platformname ' +
    'dedupratio dedupesavings archivetarget backupid successfulruns failedruns',
})

/** Words that only such tables have in their head, whatever stands beside them. */
export const tellingHead =
  /backup|veeam|subclient|restore ?point|repository|media ?server|storage ?policy|protected ?object|sla ?domain|last ?result/i

/** Cells that name nothing. */
export const nothing =
  /^(?:-+|—|\*+|n\/?a|none|null|\*null\*|all|unknown|default|true|false|success|warning|failed|)$/i

/** Columns whose cells are secrets, although nothing in their line announces it. */
export const secretColumn = /passw|secret|token|credential|passphrase|encryptionkey/
