import { messageReader } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

import { membershipFields, usageFields, type usageMetrics } from './usage-fields';

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

/** The bot's record of a handled request. A field that {@link usageFields} does not declare is a type error. */
export type UsageRecord = z.infer<typeof usageRecordSchema>;

/** Reads a log line with a usage record and drops other fields. Errors: see {@link messageReader}. */
export const readUsageRecord = /* @__PURE__ */ messageReader<UsageRecord>('usage-metrics', usageRecordSchema);

const membershipRecordSchema = z.object(schemasOf(membershipFields));

/** The bot's record of a change of its membership in a chat. It has no metric. */
export type MembershipRecord = z.infer<typeof membershipRecordSchema>;

/** Reads a log line with a membership record. Errors: see {@link messageReader}. */
export const readMembershipRecord = /* @__PURE__ */ messageReader<MembershipRecord>(
  'usage-metrics',
  membershipRecordSchema,
);
