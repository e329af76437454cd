import { nonEmpty } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

/** Every number of the daily report: `blocked` and what follows count records of membership, the others requests. */
export const measures = [
  ...(['requests', 'people', 'new-users', 'answered', 'not-understood', 'refused', 'failed', 'unreachable'] as const),
  ...(['used-groups', 'speed', 'blocked', 'added', 'removed'] as const),
];
export const groupings = ['command', 'source', 'language', 'chat', 'hour', 'day'] as const;
export const chatKinds = ['private', 'groups'] as const;

/** A little more than a year: the furthest that a question goes back, so that no window starts before 1970. */
const maxHours = 400 * 24;

/**
 * `last`: the hours up to the minute of the request. `day`: a calendar day, 0 for the current one. `days`: calendar days
 * since 1970, both included, up to the current one. Calendars are those of the stage's time zone.
 */
const periodSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('last'), hours: z.int().check(z.gte(1), z.lte(maxHours)) }),
  z.object({ type: z.literal('day'), daysAgo: z.int().check(z.gte(0), z.lte(maxHours / 24)) }),
  z.object({ type: z.literal('days'), from: z.int().check(z.gte(400)), to: z.int().check(z.lte(99_999)) }),
]);

/** An owner's question about usage records. It has no text of theirs except names that records have. */
export const askedQuestionSchema = z.object({
  measure: z.enum(measures),
  period: periodSchema,
  /** Filters the records. Absent: all. */
  where: z.optional(
    z.object({
      /** A command of the bot. */
      command: z.optional(nonEmpty.check(z.regex(/^[a-z0-9_]{1,32}$/))),
      /** Two or three letters, which include its regions. */
      language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}$/))),
      chat: z.optional(z.enum(chatKinds)),
      /** The name of a link. */
      source: z.optional(z.string().check(z.regex(/^[a-z0-9_-]{1,32}$/))),
    }),
  ),
  /** One row for each value. Absent: one number. */
  by: z.optional(z.enum(groupings)),
});

export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

/** The report id of a run that answers an owner's question. */
export const askedReportId = 'ask';
