import * as z from 'zod/mini';

import { epochMs, logGroupIdentifier, logGroupName, wholeNumber } from './read-input';

/** A page of events has as many at most. */
export const maxEventPageSize = 10_000;

/** The members that GetLogEvents and FilterLogEvents share. */
export const eventPageInput = {
  logGroupName: z.optional(logGroupName),
  logGroupIdentifier: z.optional(logGroupIdentifier),
  startTime: z.optional(epochMs),
  endTime: z.optional(epochMs),
  startFromHead: z.optional(z.boolean()),
  limit: z.optional(wholeNumber(1, maxEventPageSize)),
  nextToken: z.optional(z.string()),
};
