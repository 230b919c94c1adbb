/** A text of a value, and where its first sign stands. */
export interface IcingaText {
  readonly text: string
  readonly line: number
  /** Counted from one. */
  readonly column: number
  /** Key of the dictionary entry that it stands in. */
  readonly key: string | undefined
}

/** An assignment of an object: `vars.http_address = "…"`. */
export interface IcingaAttribute {
  readonly path: string
  readonly texts: readonly IcingaText[]
  /** The value is one word: a constant. */
  readonly word: IcingaText | undefined
  /** The value is one text and nothing else. */
  readonly single: boolean
}

/** `object Host "web" { … }`, a template, an apply rule, or a statement of the top. */
export interface IcingaStatement {
  /** `object`, `template`, `apply`, `const`, … */
  readonly keyword: string
  /** `Host`, `Service`, … */
  readonly type: string
  readonly name: string
  readonly line: number
  readonly imports: readonly string[]
  readonly attributes: readonly IcingaAttribute[]
  /** Conditions and loops among the attributes. */
  readonly conditional: boolean
}

/** Object types of Icinga 2 that are known. */
export const knownTypes: ReadonlySet<string> = new Set(
  (
    'Host Service HostGroup ServiceGroup User UserGroup Notification Dependency ScheduledDowntime TimePeriod Comment Downtime ' +
    'CheckCommand NotificationCommand EventCommand Endpoint Zone ApiListener ApiUser CheckerComponent NotificationComponent ' +
    'FileLogger SyslogLogger WindowsEventLogLogger JournaldLogger StreamLogger LivestatusListener ExternalCommandListener ' +
    'CompatLogger StatusDataWriter CheckResultReader IdoMysqlConnection IdoPgsqlConnection IcingaDB IcingaApplication ' +
    'GraphiteWriter InfluxdbWriter Influxdb2Writer ElasticsearchWriter GelfWriter OpenTsdbWriter PerfdataWriter ' +
    'OpenTelemetryWriter'
  ).split(' '),
)

/** Statements of the top that name no object. */
export const knownKeywords: ReadonlySet<string> = new Set(
  'const var globals include include_recursive include_zones library function if else for while using namespace import'.split(
    ' ',
  ),
)
