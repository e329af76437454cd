/** What every world reports: numbers that add up over worlds and threads. */
export const emptyStatistics = () => ({
  runs: 0,
  events: 0,
  calls: 0,
  /** Faults that happened, by kind. */
  faults: {} as Record<string, number>,
  complete: 0,
  partial: 0,
  /** A person's runs that could not be planned: the chat was told, or an alarm was raised. */
  notStarted: 0,
  /** Scheduled runs that never came: the alarm was raised. */
  missed: 0,
  /** Runs with a message that was received too often and that an operator purged after an alarm. */
  givenUp: 0,
  /** Reports posted a second time after an unanswered send, marked as repeated. */
  markedRepeats: 0,
  /** Mails and calls of webhooks that arrived. */
  posts: 0,
  /** Scheduled runs that were not sent: they had nothing to say. */
  withheld: 0,
  /** Reports more than a sweep and a minute after their due time: only after faults. */
  late: 0,
  startCalls: 0,
  pollCalls: 0,
  /** Those of them beyond the quotas of Logs Insights. */
  throttledCalls: 0,
  deadLetters: 0,
  /** The most that dead letters may be received after the operator has redriven them. */
  receivesByRedrive: 0,
  /** Messages handed to functions, by queue. */
  receives: {} as Record<string, number>,
  /** How often alarms began to ring, by their names without the stage. */
  alarms: {} as Record<string, number>,
});

export type Statistics = ReturnType<typeof emptyStatistics>;

export const countIn = (counts: Record<string, number>, key: number | string, by = 1): void => {
  counts[key] = (counts[key] ?? 0) + by;
};

/** @returns The sum over all names. */
export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Adds the numbers of one world or thread to a sum. */
export function addStatistics(sum: Statistics, more: Statistics): void {
  for (const [name, value] of Object.entries(more) as [keyof Statistics, number | Record<string, number>][]) {
    if (typeof value === 'number') (sum[name] as number) += value;
    else for (const [key, count] of Object.entries(value)) countIn(sum[name] as Record<string, number>, key, count);
  }
}
