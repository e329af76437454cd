/**
 * The reader of the queue `report-updates` as it was deployed before there were other destinations than chats, other
 * numbers than one per query, and histories. A copy that stays as it is: what services of now send is held against it.
 */
import { messageReader, nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

export const localizedTextSchema = z.intersection(z.object({ en: z.string() }), z.record(z.string(), z.string()));

export const destinationSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('telegram'),
    chatId: nonEmpty,
    placeholderMessageId: z.optional(z.int()),
    showsProgress: z.boolean(),
    language: z.optional(z.string()),
  }),
]);

const reportContentSchema = z.object({
  reportId: nonEmpty,
  title: localizedTextSchema,
  state: z.enum(['progress', 'partial', 'complete']),
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
  values: z.array(z.object({ queryId: nonEmpty, title: localizedTextSchema, value: z.number() })),
  tables: z.optional(
    z.array(
      z.object({
        queryId: nonEmpty,
        title: localizedTextSchema,
        rows: z.array(z.array(z.object({ field: z.string(), value: z.string() }))),
        omittedRowCount: z.optional(wholeNumber),
      }),
    ),
  ),
  missing: z.array(
    z.object({
      queryId: nonEmpty,
      title: localizedTextSchema,
      reason: z.object({ code: nonEmpty, message: z.string() }),
    }),
  ),
});

const message = {
  schemaVersion: z.literal([1, 2]),
  runId: nonEmpty,
  revision: wholeNumber,
  content: reportContentSchema,
};

const reportUpdateSchema = z.discriminatedUnion('type', [
  z.object({ ...message, type: z.literal('report-update'), destinations: z.array(destinationSchema) }),
  z.object({ ...message, type: z.literal('deliver'), destination: destinationSchema }),
  z.object({
    schemaVersion: z.literal(1),
    type: z.literal('placeholder-superseded'),
    runId: nonEmpty,
    destination: destinationSchema,
  }),
]);

export const readReportUpdateOfThen = messageReader<z.infer<typeof reportUpdateSchema>>({
  name: 'report-updates',
  newestVersion: 2,
  schema: reportUpdateSchema,
});
