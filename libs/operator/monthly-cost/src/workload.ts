/** What an installation has to do, and with what. */
export interface Workload {
  /** Queries of the report that is sent each day. */
  readonly questionCount: number;
  /** Log lines that the bot writes, GB: each query scans those of a day. */
  readonly gbPerDay: number;
  readonly requestsPerDay: number;
  /** Chats, lists of addresses and webhooks that get the report. */
  readonly destinationCount: number;
  /** Addresses in the lists. */
  readonly mailCount: number;
  /** Metrics under alarms. */
  readonly alarmCount: number;
  readonly dashboardCount: number;
  readonly memoryMb: number;
  /** How long the bot takes for a request, ms. Every request counts with so much, which covers cold starts. */
  readonly p95Ms: number;
  /** How long log lines are kept, days. */
  readonly retentionDays: number;
  /** Whether each hour is compared with what is usual. */
  readonly isWatched: boolean;
  /** Whether each invocation of the bot leaves a trace. */
  readonly isTraced: boolean;
}

/** A month of a bill here. */
export const daysPerMonth = 30;
