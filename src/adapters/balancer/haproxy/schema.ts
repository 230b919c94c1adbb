/** `bind` of a frontend or listen section: where clients connect. */
export interface Bind {
  readonly line: number
  readonly text: string
  readonly address: string
  readonly port: string | undefined
  readonly protocol: 'tcp' | 'udp'
}

/** `server` of a backend or listen section. */
export interface Server {
  readonly line: number
  readonly text: string
  readonly name: string
  readonly address: string
  readonly port: string | undefined
  readonly disabled: boolean
  /** Source address that the balancer connects from. */
  readonly source: string | undefined
}

/** A section with what names addresses in it. */
export interface Section {
  readonly kind: string
  readonly name: string
  readonly binds: readonly Bind[]
  readonly servers: readonly Server[]
  /** Backends that the section hands over to. */
  readonly backends: readonly string[]
  /** Addresses in `acl … src`, `log`, `nameserver`, `peer`: line, text, what is named, and in what role. */
  readonly literals: readonly {
    readonly line: number
    readonly text: string
    readonly matched: string
    readonly role: 'source' | 'literal'
    readonly name: string
  }[]
}

/** Keywords that begin a section. */
export const sectionKinds: ReadonlySet<string> = new Set([
  'global',
  'defaults',
  'frontend',
  'backend',
  'listen',
  'userlist',
  'resolvers',
  'peers',
  'mailers',
  'cache',
  'program',
  'http-errors',
  'ring',
  'log-forward',
  'fcgi-app',
  'crt-store',
])

/** Keywords that are known and name no machine, or only in what stands behind them. */
const silentKeywords: ReadonlySet<string> = new Set(
  (
    'acl balance default_backend use_backend default-server mode maxconn timeout option retries log-format log-tag http-request http-response tcp-request ' +
    'tcp-response http-check tcp-check stick stick-table cookie hash-type description errorfile errorloc compression stats user group ' +
    'daemon chroot pidfile nbthread nbproc ca-base crt-base log-send-hostname hold resolve_retries accepted_payload_size monitor-uri redirect ' +
    'capture force-persist ignore-persist rate-limit fullconn id no enabled disabled unique-id-format unique-id-header http-reuse ' +
    'http-after-response parse-resolv-conf bind-process external-check email-alert persist load-server-state-from-file spread-checks ' +
    'master-worker insecure-fork-wanted hard-stop-after cpu-map setenv presetenv resetenv unsetenv lua-load dispatch use-server server-template ' +
    'backlog declare default-path error-log-format log-format-sd errorfiles errorloc302 errorloc303 filter guid hash-balance-factor hash-preserve-affinity ' +
    'http-error http-send-name-header max-keep-alive-queue monitor retry-on server-state-file-name server-state-file server-state-base ' +
    'transparent use-fcgi-app busy-polling expose-experimental-directives expose-deprecated-directives fd-hard-limit gid uid grace h1-case-adjust ' +
    'h1-case-adjust-file h1-accept-payload-with-any-method h2-workaround-bogus-websocket-clients insecure-setuid-wanted issuers-chain-path localpeer ' +
    'lua-load-per-thread lua-prepend-path max-spread-checks maxcompcpuusage maxcomprate maxconnrate maxpipes maxsessrate maxsslconn maxsslrate ' +
    'maxzlibmem mworker-max-reloads mworker-prefer no-memory-trimming noepoll noevports nogetaddrinfo nokqueue nopoll noreuseport nosplice ' +
    'numa-cpu-mapping cpu-policy cpu-set pp2-never-send-local quiet zero-warning set-dumpable set-var set-var-fmt strict-limits thread-group thread-groups ulimit-n ' +
    'unix-bind warn-blocked-traffic-after cluster-secret close-spread-time debug table shards default-bind backing-file format maxlen size total-max-size max-object-size ' +
    'max-age max-secondary-entries process-vary clitcpka-cnt clitcpka-idle clitcpka-intvl srvtcpka-cnt srvtcpka-idle srvtcpka-intvl ' +
    'command docroot index path-info pass-header log-stderr load crt-store key-base option reload-on-stop assume-rfc6587-ntf log-profile on log-steps limited-quic ' +
    'quic-initial no-quic harden.reject-privileged-ports anonkey ocsp-update.mode shm-stats-file ' +
    // What versions before 2.0 knew.
    'appsession block clitimeout contimeout srvtimeout redispatch monitor-fail reqadd reqallow reqdel reqdeny reqiallow reqidel reqideny reqipass ' +
    'reqirep reqisetbe reqitarpit reqpass reqrep reqsetbe reqtarpit rspadd rspdel rspdeny rspidel rspideny rspirep rsprep'
  ).split(' '),
)

/** Beginnings of keywords that only tune. */
const silentFamilies =
  /^(?:tune\.|ssl-|httpclient\.|profiling\.|wurfl|deviceatlas-|51degrees-|harden\.|ocsp-update\.)/

/** Whether a keyword is known and names no machine by itself. */
export function isSilent(keyword: string): boolean {
  return silentKeywords.has(keyword) || silentFamilies.test(keyword)
}
