import * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import { readJsonBody } from '../read-json-body';
import { AwsError } from '../service';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupName = z.string().check(z.maxLength(512), z.regex(/^[.\-_/#A-Za-z0-9]{1,512}$/));

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export const logStreamName = z.string().check(z.regex(/^[^:*]{1,512}$/));

/** A log group's name or its ARN. */
export const logGroupIdentifier = z.string().check(z.regex(/^[\w#+=/:,.@-]{1,2048}$/));

/** Epoch milliseconds. */
export const epochMs = z.int().check(z.minimum(0));

/** A whole number from `least` to `most`. */
export const wholeNumber = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

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

/**
 * Reads and checks the members of a request; unknown members are ignored, as AWS does.
 *
 * @throws {AwsError} InvalidParameterException names the first member that is wrong. Not retryable.
 */
export const readInput = <Schema extends z.ZodMiniType>(schema: Schema, body: Buffer): z.output<Schema> =>
  parseInput(schema, readJsonBody(body), 'InvalidParameterException');

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);
