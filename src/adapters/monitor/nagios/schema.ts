/** A value of an object's directive with the line that says it. */
export interface Directive {
  readonly value: string
  readonly line: number
  /** The whole line without the comment at its end. */
  readonly text: string
}

/** A `define` block. */
export interface NagiosObject {
  readonly type: string
  readonly directives: Map<string, Directive>
}

/** Objects with a name of their own, by type and name. */
export type Templates = ReadonlyMap<string, NagiosObject>

/** Object types that are read; templates of them are resolved, every address in them is told. */
export const knownTypes: ReadonlySet<string> = new Set(
  (
    'host service hostgroup servicegroup contact contactgroup command timeperiod hostextinfo serviceextinfo hostdependency ' +
    'servicedependency hostescalation serviceescalation hostgroupescalation module checkmodulation notificationway realm ' +
    'arbiter scheduler poller reactionner receiver broker'
  ).split(' '),
)

/** Directives that say how often, when and how, and never where: they are not looked through. */
export const silentKeys: ReadonlySet<string> = new Set(
  (
    'use register check_interval retry_interval normal_check_interval retry_check_interval max_check_attempts check_period ' +
    'notification_interval notification_period notification_options notifications_enabled first_notification_delay ' +
    'active_checks_enabled passive_checks_enabled obsess_over_host obsess_over_service obsess check_freshness ' +
    'freshness_threshold event_handler_enabled low_flap_threshold high_flap_threshold flap_detection_enabled ' +
    'flap_detection_options process_perf_data failure_prediction_enabled retain_status_information ' +
    'retain_nonstatus_information stalking_options parallelize_check is_volatile initial_state icon_image icon_image_alt ' +
    'vrml_image statusmap_image 2d_coords 3d_coords first_notification last_notification escalation_options ' +
    'can_submit_commands service_notification_period host_notification_period service_notification_options ' +
    'host_notification_options service_notifications_enabled host_notifications_enabled minimum_importance importance ' +
    'execution_failure_criteria notification_failure_criteria inherits_parent contacts contact_groups email pager'
  ).split(' '),
)
