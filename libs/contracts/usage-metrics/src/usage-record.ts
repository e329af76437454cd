import { messageReader } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

import { type FieldType, membershipFields, usageFields } from './usage-fields';

/**
 * What CloudWatch extracts from a usage record: the metrics with their units, and the dimension sets.
 *
 * Every combination of dimension values is a metric of its own and is billed, so there are two sets with one combination
 * each. Everything else that a question needs is a searchable field, which costs nothing extra.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const usageMetrics = {
  dimensionSets: [[], ['update_type']],
  metrics: {
    /** Always 1: its sum is the number of requests. */
    Requests: 'Count',
    /**
     * From the moment at which the function began to handle the update to the end: of several deliveries the last one. A
     * cold start and the time between deliveries are not in it, so that a person may have waited longer.
     */
    HandlerDuration: 'Milliseconds',
  },
} as const satisfies {
  readonly dimensionSets: readonly (readonly (keyof typeof usageFields)[])[];
  readonly metrics: Readonly<Record<string, 'Count' | 'Milliseconds'>>;
};

/** Every name that a query may use, with the type of its values: the fields and the metrics. */
export const searchableFields: Readonly<Record<string, FieldType>> = {
  ...Object.fromEntries(
    Object.entries({ ...membershipFields, ...usageFields }).map(([name, { type }]) => [name, type]),
  ),
  ...Object.fromEntries(Object.keys(usageMetrics.metrics).map((name) => [name, 'number' as const])),
};

type SchemasOf<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly schema: infer Schema } ? Schema : never;
};

const schemasOf = <Fields extends Readonly<Record<string, { readonly schema: z.ZodMiniType }>>>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])) as SchemasOf<Fields>;

const metricSchemas = {
  Requests: z.literal(1),
  HandlerDuration: z.number().check(z.nonnegative()),
} satisfies Record<keyof typeof usageMetrics.metrics, unknown>;

const usageRecordSchema = z.object({ ...schemasOf(usageFields), ...metricSchemas });

/** What the bot leaves behind per handled request. A field that {@link usageFields} does not declare is a type error. */
export type UsageRecord = z.infer<typeof usageRecordSchema>;

/** Reads a log line that holds a usage record; all else in it is dropped. Errors: see {@link messageReader}. */
export const readUsageRecord = /* @__PURE__ */ messageReader<UsageRecord>('usage-metrics', usageRecordSchema);

const membershipRecordSchema = z.object(schemasOf(membershipFields));

/** What the bot leaves behind when its membership in a chat changes. It carries no metric. */
export type MembershipRecord = z.infer<typeof membershipRecordSchema>;

/** Reads a log line that holds a membership record. Errors: see {@link messageReader}. */
export const readMembershipRecord = /* @__PURE__ */ messageReader<MembershipRecord>(
  'usage-metrics',
  membershipRecordSchema,
);
