/** The reader of the dispatcher's invocations as it was then, see report-update.ts. */
import { messageReader, nonEmpty, wholeNumber } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

const runRequestSchema = z.object({
  schemaVersion: z.literal(1),
  reportId: nonEmpty,
  trigger: z.discriminatedUnion('type', [
    z.object({ type: z.literal('schedule'), scheduledTime: z.iso.datetime({ offset: true }) }),
    z.object({
      type: z.literal('chat'),
      requestId: nonEmpty,
      requestedAtMs: wholeNumber,
      chatId: nonEmpty,
      messageId: z.int(),
      language: z.optional(z.string()),
    }),
    z.object({
      type: z.literal('manual'),
      requestId: nonEmpty,
      requestedAtMs: wholeNumber,
      windowEnd: z.optional(z.iso.datetime({ offset: true })),
    }),
  ]),
});

export const readRunRequestOfThen = messageReader<z.infer<typeof runRequestSchema>>({
  name: 'run-requests',
  newestVersion: 1,
  schema: runRequestSchema,
});
