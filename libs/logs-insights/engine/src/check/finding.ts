import { type QueryLocation } from '../syntax/location';
import { type QueryProblem } from './query-problem';

/** What the check of an expression has found, before it is clear what follows for the whole filter. */
export interface Finding {
  readonly location: QueryLocation;
  readonly severity: QueryProblem['severity'];
  /** A clause without an end: what is wrong. */
  readonly reason: string;
  /** What follows of it; in a filter that matches nothing because of it, that. */
  readonly consequence?: string;
  /** Whether a condition is never true because of it. */
  readonly isNeverTrue?: boolean;
  /** A clause that says what to do. */
  readonly remedy?: string;
  readonly suggestion?: string;
}

/** Words a finding; `isDead` when the filter that it stands in can never match. */
export function toProblem(finding: Finding, isDead = false): QueryProblem {
  const { location, severity, reason, consequence, isNeverTrue, remedy, suggestion } = finding;
  const outcome = isDead && isNeverTrue ? 'the filter can never match' : consequence;
  const message = `${reason}${outcome ? `, so ${outcome}` : ''}${remedy ? `; ${remedy}` : ''}`;
  return { message, location, severity, ...(suggestion !== undefined && { suggestion }) };
}
