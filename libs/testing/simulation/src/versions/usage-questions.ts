import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { membershipFields, readMembershipRecord, readUsageRecord, usageFields } from '@pulso/contracts/usage-metrics';
import { catalogue } from '@pulso/domain/reports';
import { runQuery } from '@pulso/logs-insights';

import { arbitraryOf } from './arbitrary-of';

const schemaOf = (fields: Readonly<Record<string, { readonly schema: z.core.$ZodType }>>, metrics = {}) =>
  z.object({ ...Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])), ...metrics });

const recordSchema = z.union([
  schemaOf(usageFields, { Requests: z.literal(1), HandlerDuration: z.int().check(z.gte(1), z.lte(1_000)) }),
  schemaOf(membershipFields),
]);

/** What this version's bot may write into its log, made up, and what the questions of its reports make of it. */
export interface Usage {
  write(seed: number, count: number): string[];
  /** Whether this version has every value of a record. */
  knows(record: string): boolean;
  /** What questions count, by report, question and column; of rows, how many there are. */
  count(records: readonly string[]): Record<string, string>;
}

const writeRecords = (seed: number, count: number): string[] =>
  fc.sample(arbitraryOf(recordSchema), { seed, numRuns: count }).map((record) => JSON.stringify(record));

function knowsRecord(text: string): boolean {
  try {
    return Boolean(JSON.parse(text).event === 'membership' ? readMembershipRecord(text) : readUsageRecord(text));
  } catch {
    return false;
  }
}

function countRecords(texts: readonly string[]): Record<string, string> {
  const events = texts.map((message) => ({ timestamp: 1_000, message }));
  const questions = catalogue.flatMap(({ id, queries }) =>
    queries.map((query) => ({ name: `${id}, ${query.id}`, ...query })),
  );
  return Object.fromEntries(
    questions.flatMap(({ name, query }) => {
      const { rows } = runQuery({ query, events });
      const [row] = rows;
      return rows.length === 1 && row !== undefined
        ? row.map(({ field, value }) => [`${name}, ${field}`, value])
        : [[`${name}, rows`, String(rows.length)]];
    }),
  );
}

export const usage: Usage = { write: writeRecords, knows: knowsRecord, count: countRecords };

/** A version as far as it matters here. */
interface UsageOfVersion {
  readonly label: string;
  readonly usage?: Usage;
}

/**
 * Finds numbers of reports that go wrong while the bot that writes records is of one version and the dispatcher, whose
 * questions are asked of them, of the other one: a value that questions filter by has another name.
 *
 * A question that counts something else on purpose differs also among the values that both versions have. It is left out.
 *
 * @returns A line per number.
 */
export function misreadRecords(writing: UsageOfVersion, asking: UsageOfVersion, seed: number, count: number): string[] {
  if (writing.usage === undefined || asking.usage === undefined) return [];
  const records = writing.usage.write(seed, count);
  const known = records.filter(asking.usage.knows);
  if (known.length === records.length) return [];
  const [own, other] = [writing.usage.count(records), asking.usage.count(records)];
  const [ownOfKnown, otherOfKnown] = [writing.usage.count(known), asking.usage.count(known)];
  return Object.entries(own)
    .filter(([name, value]) => name in other && other[name] !== value && ownOfKnown[name] === otherOfKnown[name])
    .map(
      ([name, value]) =>
        `usage records of the bot of ${writing.label}: the questions of ${asking.label} count ${other[name]} as "${name}", and not ${value}`,
    );
}
