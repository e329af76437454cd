/**
 * How long the notifier remembers a delivery after its last write, days; the bot says so to owners. The aggregator repeats
 * reports for 24 hours and keeps runs for 40 days, in which a late result may still correct one: a delivery that was
 * forgotten earlier would be posted again.
 */
export const deliveryRetentionDays = 45;

/**
 * For how many days after a change a table can be restored to what was before it: what is deleted is in backups as long.
 * AWS's default for point-in-time recovery, which no stack changes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
 */
export const backupDays = 35;
