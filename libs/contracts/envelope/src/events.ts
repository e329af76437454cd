/**
 * Log events that raise an alarm, all written at level ERROR. The services that write them and the metric filters that
 * count them must agree on the names.
 */
export const alarmedEvents = {
  /** bot: a placeholder promises a report, but after three attempts it is unknown whether its run was started. */
  runStartUnknown: 'run-start-unknown',
  /** notifier: the dispatcher failed for good, by its on-failure record. */
  runNotStarted: 'run-not-started',
  /** notifier: a destination refuses a report for good: SES, a webhook, or an existing chat that did not block the bot. */
  deliveryEnded: 'delivery-ended',
  /** notifier: two or more sends of a run got no answer; they may have arrived. */
  deliveryUnanswered: 'delivery-unanswered',
  /** notifier: a closed report has waited for more than half an hour, most likely for a flood limit. It still waits. */
  deliveryDelayed: 'delivery-delayed',
  /** notifier: Telegram refused the markup of a report, which then went out as plain text. */
  reportTextRejected: 'report-text-rejected',
  /** notifier: a report went out without its chart, because drawing failed. */
  chartNotDrawn: 'chart-not-drawn',
  /** notifier: Telegram sends people's messages somewhere else than to the bot, or can't deliver them. */
  botUnreachable: 'bot-unreachable',
  /** aggregator: results for a run arrived ten minutes ago, but not its plan. */
  runWithoutPlan: 'run-without-plan',
  /** aggregator: a scheduled run did not begin within 15 minutes of its time. */
  scheduledRunMissing: 'scheduled-run-missing',
  /** aggregator: the sweep failed at a run; a later sweep tries again. */
  sweepFailed: 'sweep-failed',
  /** aggregator: a run closed without a single answer. */
  reportWithoutAnswers: 'report-without-answers',
  /** aggregator: a scheduled report has no requests, but each of the windows before had some. */
  noRequests: 'no-requests',
  /** bot: a person was answered, but the usage record could not be written. Reports miss that request. */
  usageNotRecorded: 'usage-not-recorded',
  /** bot: a call of the webhook failed; Telegram was asked to deliver the update again. */
  webhookCallFailed: 'webhook-call-failed',
  /** bot: all attempts at an update failed, or it can never be answered. It is not tried again. */
  updateGivenUp: 'update-given-up',
} as const;

export type AlarmedEvent = (typeof alarmedEvents)[keyof typeof alarmedEvents];

/**
 * Log events that become metrics, without being errors. The services that write them and the metric filters that count
 * them must agree on the names.
 */
export const measuredEvents = {
  /** aggregator, INFO: a sweep has ended. Counted as `SweepHeartbeat`: without it, no sweep runs. */
  sweepFinished: 'sweep-finished',
  /**
   * notifier, INFO: a destination has a closed report. Counted as `ReportDelivered` by `reportId`; `state` says whether
   * the report is complete or partial, and `trigger` whether it is scheduled or a person asked for it.
   */
  reportDelivered: 'report-delivered',
  /** bot, WARN: a webhook call with a wrong or missing secret token. A few are scanners, many mean a wrong secret. */
  webhookUnauthorized: 'webhook-unauthorized',
  /** bot, WARN: Telegram did not answer to a reply. One is an accident, many are an outage. */
  replyUnknown: 'reply-unknown',
} as const;

export type MeasuredEvent = (typeof measuredEvents)[keyof typeof measuredEvents];
