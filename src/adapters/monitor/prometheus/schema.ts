/** A scrape target with where it stands. */
export interface Target {
  readonly line: number
  /** As written: `10.0.0.1:9100`, `https://web/health`. */
  readonly written: string
  /** Job, or the file for file-based discovery. */
  readonly job: string
  /** `team` or `owner` label. */
  readonly team: string | undefined
  /** What it is when it is not a scrape target: an alert manager, a remote store, a prober, what finds targets. */
  readonly what: string | undefined
}

/** Keys of the file and of a job that are known and name no machine. */
export const silentKeys: ReadonlySet<string> = new Set(
  (
    'global rule_files storage tracing runtime otlp job_name scrape_interval scrape_timeout scrape_protocols metrics_path scheme ' +
    'honor_labels honor_timestamps basic_auth authorization bearer_token bearer_token_file tls_config oauth2 no_proxy ' +
    'metric_relabel_configs sample_limit label_limit target_limit body_size_limit follow_redirects enable_http2 enable_compression ' +
    'timeout api_version path_prefix alert_relabel_configs name queue_config write_relabel_configs remote_timeout send_exemplars ' +
    'read_recent headers file_sd_configs track_timestamps_staleness native_histogram_bucket_limit ' +
    'scrape_config_files fallback_scrape_protocol keep_dropped_targets label_name_length_limit label_value_length_limit ' +
    'native_histogram_min_bucket_factor always_scrape_classic_histograms convert_classic_histograms_to_nhcb ' +
    'scrape_native_histograms scrape_failure_log_file metric_name_validation_scheme metric_name_escaping_scheme ' +
    'proxy_from_environment proxy_connect_header http_headers sigv4 azuread google_iam metadata_config stream_parse ' +
    'no_stale_markers series_limit disable_keepalive disable_compression'
  ).split(' '),
)
