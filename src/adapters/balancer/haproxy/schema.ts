/** `bind` of a frontend or listen section: where clients connect. */
export interface Bind {
  readonly line: number
  readonly text: string
  readonly address: string
  readonly port: string | undefined
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

/** A configuration as read. */
export interface Configuration {
  /** `node` of the global section. */
  readonly node?: string
  readonly sections: readonly Section[]
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

/** Keywords that are known and name no machine. */
export const silentKeywords: ReadonlySet<string> = new Set(
  (
    'acl balance default_backend use_backend default-server mode maxconn timeout option retries log-format log-tag http-request http-response tcp-request ' +
    'tcp-response http-check tcp-check stick stick-table cookie hash-type description errorfile errorloc compression stats user group ' +
    'daemon chroot pidfile nbthread nbproc tune.ssl.default-dh-param ssl-default-bind-ciphers ssl-default-bind-options ' +
    'ssl-default-bind-ciphersuites ca-base crt-base log-send-hostname hold resolve_retries accepted_payload_size monitor-uri redirect ' +
    'capture force-persist ignore-persist rate-limit fullconn id no enabled disabled unique-id-format unique-id-header http-reuse ' +
    'http-after-response parse-resolv-conf bind-process external-check email-alert persist load-server-state-from-file spread-checks ' +
    'master-worker insecure-fork-wanted hard-stop-after cpu-map setenv presetenv lua-load dispatch use-server server-template'
  ).split(' '),
)
