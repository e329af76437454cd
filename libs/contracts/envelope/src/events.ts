/**
 * Log events that raise an alarm, all written at level ERROR. The services that write them and the metric filters that
 * count them must agree on the names.
 */
export const alarmedEvents = {
  /** bot: a placeholder promises a report, and after three attempts the bot can't tell whether its run was started. */
  runStartUnknown: 'run-start-unknown',
  /** notifier: the dispatcher has failed for good, as its on-failure record says. */
  runNotStarted: 'run-not-started',
  /** notifier: a destination refuses a report for good: a chat that exists and has not blocked the bot, SES, a webhook. */
  deliveryEnded: 'delivery-ended',
  /** notifier: two or more sends of a run got no answer; what was sent may be there. */
  deliveryUnanswered: 'delivery-unanswered',
  /** notifier: a closed report waits for more than half an hour, for a flood limit most likely. It goes on waiting. */
  deliveryDelayed: 'delivery-delayed',
  /** notifier: Telegram refused the markup of a report, which then went out as plain text. */
  reportTextRejected: 'report-text-rejected',
  /** notifier: a report went out without its chart, which could not be drawn. */
  chartNotDrawn: 'chart-not-drawn',
  /** notifier: Telegram sends what people write somewhere else than to the bot, or can't hand it over. */
  botUnreachable: 'bot-unreachable',
  /** aggregator: results have arrived for a run, and its plan has not for ten minutes. */
  runWithoutPlan: 'run-without-plan',
  /** aggregator: a scheduled run has not begun a quarter of an hour after its time. */
  scheduledRunMissing: 'scheduled-run-missing',
  /** aggregator: the sweep failed at a run, and tries again at the next one. */
  sweepFailed: 'sweep-failed',
  /** aggregator: a run closed, and not one of its questions was answered. */
  reportWithoutAnswers: 'report-without-answers',
  /** aggregator: a scheduled report has no requests, and each of the windows before had some. */
  noRequests: 'no-requests',
  /** bot: a person was answered, and the usage record of it could not be written. Later reports miss that request. */
  usageNotRecorded: 'usage-not-recorded',
  /** bot: a call of the webhook failed; Telegram was asked to deliver the update again. */
  webhookCallFailed: 'webhook-call-failed',
  /** bot: an update failed at each of its attempts, or can never be answered, and is not tried again. */
  updateGivenUp: 'update-given-up',
} as const;

export type AlarmedEvent = (typeof alarmedEvents)[keyof typeof alarmedEvents];

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
