import { type QueryLocation } from '../syntax/location';

/** Something in a query that keeps it from answering what was probably asked. */
export interface QueryProblem {
  /** One sentence: what is wrong, with the names and values, and what to do. */
  readonly message: string;
  /** What the message is about, both ends inclusive. */
  readonly location: QueryLocation;
  /** `error`: it can't be meant, and gives nothing or wrong numbers; `warning`: it works, and is probably not meant. */
  readonly severity: 'error' | 'warning';
  /** What to write in place of the text at `location`, where that is known. */
  readonly suggestion?: string;
}
