/**
 * Events of the services' logs on which an alarm hangs, all written at level ERROR: the services and the filters that
 * count them must agree on the names.
 */
export const alarmedEvents = {
  /** bot: a placeholder may promise a report, and nobody knows whether one was asked for. */
  runStartUnknown: 'run-start-unknown',
  /** notifier: the dispatcher has failed for good; its on-failure record has arrived. */
  runNotStarted: 'run-not-started',
  /** notifier: Telegram refuses a report for good, for another reason than that nobody reads there any more. */
  deliveryEnded: 'delivery-ended',
  /** notifier: Telegram did not take the markup, and the report went out as plain text. */
  reportTextRejected: 'report-text-rejected',
  /** aggregator: results have arrived for a run whose plan was lost. */
  runWithoutPlan: 'run-without-plan',
  /** aggregator: a schedule did not fire, or its run was lost before it reached the aggregator. */
  scheduledRunMissing: 'scheduled-run-missing',
  /** aggregator: the sweep can't handle a run. */
  sweepFailed: 'sweep-failed',
} as const;

export type AlarmedEvent = (typeof alarmedEvents)[keyof typeof alarmedEvents];
