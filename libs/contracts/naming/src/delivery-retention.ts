/**
 * How long the notifier remembers a delivery after its last write, days; the bot says so to owners. The aggregator repeats
 * reports for 24 hours and keeps runs for 40 days, in which a late result may still correct one: a delivery that was
 * forgotten earlier would be posted again.
 */
export const deliveryRetentionDays = 45;
