import { QueryExecution } from '../engine/query-execution';
import { type QueryOptions } from '../engine/query-options';
import { type ParsedQuery } from '../parser/parse-query';
import { LinePrefilter } from '../scan/line-prefilter';

/** What passes over the lines of an export without reading them. */
export interface Prefilter {
  /** A line that has none of these is passed over. */
  readonly texts: readonly string[];
  /** The field whose value is looked at where its name is found. */
  readonly probedField?: string | undefined;
}

/** @returns undefined when every line is read, as in a range of time: the lines in it are counted. */
export function findPrefilter(query: ParsedQuery, options: QueryOptions): Prefilter | undefined {
  const { isBounded, plan, context } = new QueryExecution(query, options);
  return isBounded ? undefined : LinePrefilter.for(plan, context);
}
