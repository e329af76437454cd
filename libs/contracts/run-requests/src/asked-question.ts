import { nonEmpty } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

export const measures = ['requests', 'people', 'new-users', 'failed'] as const;
export const groupings = ['command', 'source', 'language', 'chat', 'hour', 'day'] as const;
export const chatKinds = ['private', 'groups'] as const;

/** A year and a bit: no log is asked further back, and no window has a start before 1970. */
const maxHours = 400 * 24;

/** `last`: so many hours up to the minute of the request. `day`: a day of the calendar, 0 for the one that goes on. */
const periodSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('last'), hours: z.int().check(z.gte(1), z.lte(maxHours)) }),
  z.object({ type: z.literal('day'), daysAgo: z.int().check(z.gte(0), z.lte(maxHours / 24)) }),
]);

/** What an owner wants to know of the usage records. Nothing in it is text of theirs but names that records have. */
export const askedQuestionSchema = z.object({
  measure: z.enum(measures),
  period: periodSchema,
  /** Which records. Absent: all. */
  where: z.optional(
    z.object({
      /** A command of the bot. */
      command: z.optional(nonEmpty.check(z.regex(/^[a-z0-9_]{1,32}$/))),
      /** Two letters, or three: those of its regions are among them. */
      language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}$/))),
      chat: z.optional(z.enum(chatKinds)),
      /** The name of a link. */
      source: z.optional(z.string().check(z.regex(/^[a-z0-9_-]{1,32}$/))),
    }),
  ),
  /** A row for each. Absent: one number. */
  by: z.optional(z.enum(groupings)),
});

export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

/** Stands for a report of the catalogue in a run that answers a question. */
export const askedReportId = 'ask';
