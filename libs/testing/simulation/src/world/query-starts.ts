import { type Ledger } from './ledger';

/**
 * Counts that no query is started without a reason: each delivery of a job that names no running query allows one
 * StartQuery call for its text and window, so does each answer that a query has ended without a result, and nothing else
 * (invariant I5).
 */
export class QueryStarts {
  readonly #ledger: Ledger;
  readonly #allowed = new Map<string, number>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** A job was put into its queue, or is handed out once more. */
  onJob(body: string): void {
    if (body.includes('"insightsQueryId"')) return;
    const { queryString, endTimeSeconds } = JSON.parse(body) as { queryString: string; endTimeSeconds: number };
    this.#allow(`${endTimeSeconds} ${queryString}`);
  }

  onEnded(queryString: string, endTimeSeconds: number): void {
    this.#allow(`${endTimeSeconds} ${queryString}`);
  }

  onStart(queryString: string, endTimeSeconds: number): void {
    const key = `${endTimeSeconds} ${queryString}`;
    const left = (this.#allowed.get(key) ?? 0) - 1;
    this.#allowed.set(key, left);
    if (left < 0) this.#ledger.violate('started-twice', `StartQuery for "${queryString}" without a reason`);
  }

  #allow(key: string): void {
    this.#allowed.set(key, (this.#allowed.get(key) ?? 0) + 1);
  }
}
