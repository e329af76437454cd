import { type PlacedMessage } from '../format-query-error';

/**
 * Something in a query that keeps it from answering what was probably asked.
 *
 * The message is one sentence: what is wrong, with the names and values, and what to do.
 */
export interface QueryProblem extends PlacedMessage {
  /** `error`: it can't be meant, and gives nothing or wrong numbers; `warning`: it works, and is probably not meant. */
  readonly severity: 'error' | 'warning';
  /** What to write in place of the text at `location`, where that is known. */
  readonly suggestion?: string;
}
