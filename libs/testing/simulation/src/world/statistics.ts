/** What every world reports, in numbers that can be added up over worlds and processes. */
export interface Statistics {
  worlds: number;
  runs: number;
  events: number;
  calls: number;
  /** Faults that happened, by kind. */
  faults: Record<string, number>;
  complete: number;
  partial: number;
  /** Runs asked for by a person that could not be planned: the chat was told, or an alarm was raised. */
  notStarted: number;
  /** Scheduled runs that never came: the alarm was raised. */
  missed: number;
  /** Runs of which an operator, told by an alarm, has purged a message that came back too often. */
  givenUp: number;
  /** Reports for chats that do not take messages any more. */
  undeliverable: number;
  /** Reports posted a second time after an unanswered send, marked as repeated. */
  markedRepeats: number;
  /** Reports that are not sent again because no answer tells whether they are there: the alarm was raised. */
  sentInVain: number;
  /** New messages by which of their revision they were for their reader. */
  mostCopies: Record<string, number>;
  /** Mails and calls of webhooks that arrived. */
  posts: number;
  /** Scheduled runs that had nothing to say, and were not sent. */
  withheld: number;
  /** Placeholders that stay, because the process died before it asked for a run with their ids. */
  strayPlaceholders: number;
  /** Runs whose report came later than due time, one sweep and a minute: only ever after faults. */
  delayed: number;
  queries: number;
  startCalls: number;
  pollCalls: number;
  stopCalls: number;
  throttledCalls: number;
  bytesScanned: number;
  bytesNeeded: number;
  readUnits: number;
  writeUnits: number;
  deadLetters: number;
  /** Messages handed to functions, by queue. */
  receives: Record<string, number>;
  /** The same of all queues together in one world: counts of worlds by number of receives. */
  receivesPerWorld: Record<string, number>;
  /** How many messages there were of one piece of work that waits, each time that one was added. By their number. */
  messagesPerWork: Record<string, number>;
  /** How often alarms began to ring, by their names without the stage. */
  alarms: Record<string, number>;
  /** Error lines that no metric filter counts. By event. */
  errorLines: Record<string, number>;
  /**
   * From the last answer Complete to the first Bot API call of the complete report: counts by whole milliseconds, of
   * worlds with one run, warm functions and no fault.
   */
  fanInMs: Record<string, number>;
  /** From a run's due time to its first closed report, of runs that were late: counts by whole seconds. */
  lateSeconds: Record<string, number>;
  /** From the first job to the last answer, of complete runs: counts by whole seconds. */
  makespanSeconds: Record<string, number>;
}

export const emptyStatistics = (): Statistics => ({
  worlds: 0,
  runs: 0,
  events: 0,
  calls: 0,
  faults: {},
  complete: 0,
  partial: 0,
  notStarted: 0,
  missed: 0,
  givenUp: 0,
  undeliverable: 0,
  markedRepeats: 0,
  sentInVain: 0,
  mostCopies: {},
  posts: 0,
  withheld: 0,
  strayPlaceholders: 0,
  delayed: 0,
  queries: 0,
  startCalls: 0,
  pollCalls: 0,
  stopCalls: 0,
  throttledCalls: 0,
  bytesScanned: 0,
  bytesNeeded: 0,
  readUnits: 0,
  writeUnits: 0,
  deadLetters: 0,
  receives: {},
  receivesPerWorld: {},
  messagesPerWork: {},
  alarms: {},
  errorLines: {},
  fanInMs: {},
  lateSeconds: {},
  makespanSeconds: {},
});

export const countIn = (counts: Record<string, number>, key: number | string, by = 1): void => {
  counts[key] = (counts[key] ?? 0) + by;
};

/** @returns The sum over all names. */
export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Adds the numbers of one world or process to a sum. */
export function addStatistics(sum: Statistics, more: Statistics): void {
  for (const [name, value] of Object.entries(more) as [keyof Statistics, number | Record<string, number>][]) {
    if (typeof value === 'number') (sum[name] as number) += value;
    else for (const [key, count] of Object.entries(value)) countIn(sum[name] as Record<string, number>, key, count);
  }
}

/**
 * Reads a quantile out of counts by value.
 *
 * @param share - 0 to 1.
 * @returns undefined when nothing was counted.
 */
export function quantileOf(counts: Readonly<Record<string, number>>, share: number): number | undefined {
  const entries = Object.entries(counts)
    .map(([value, count]) => [Number(value), count] as const)
    .sort(([one], [other]) => one - other);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of entries) {
    seen += count;
    if (seen >= share * total) return value;
  }
  return entries.at(-1)?.[0];
}
