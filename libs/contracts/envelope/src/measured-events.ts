/**
 * Log events that become metrics, without being errors. The services that write them and the metric filters that count
 * them must agree on the names.
 */
export const measuredEvents = {
  /** aggregator, INFO: a sweep has ended. Counted as `SweepHeartbeat`: its absence means that no sweep runs. */
  sweepFinished: 'sweep-finished',
  /**
   * notifier, INFO: a destination has a closed report. Counted as `ReportDelivered` by `reportId`; `state` and `trigger`
   * tell complete reports from partial ones, and scheduled ones from those that people have asked for.
   */
  reportDelivered: 'report-delivered',
  /** bot, WARN: a call of the webhook with a wrong secret token or none. A few are scanners, many are a wrong secret. */
  webhookUnauthorized: 'webhook-unauthorized',
  /** bot, WARN: a reply was sent to Telegram and not answered for. A lost one is an accident, many are an outage. */
  replyUnknown: 'reply-unknown',
} as const;

export type MeasuredEvent = (typeof measuredEvents)[keyof typeof measuredEvents];
