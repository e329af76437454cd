import { calendarDateAt, timeZoneOf } from '../dates/calendar';
import { type DatePart, parseJavaPattern, parseStrftimePattern } from '../dates/date-pattern';
import { readDate } from '../dates/read-date';
import { writeDate } from '../dates/write-date';
import { formatInstant } from '../values/format-value';
import { Instant, type Value, scalarText, toNumber } from '../values/value';
import { type FunctionDefinition, bounded } from './function-definition';

const instantAt = (epochMs: number | undefined): Instant | undefined =>
  epochMs === undefined || formatInstant(epochMs) === undefined ? undefined : new Instant(epochMs);

type ParsePattern = (pattern: string) => readonly DatePart[] | undefined;

/** A pattern and a zone, UTC unless one is given; undefined when one of them is missing or none. */
function formOf(values: readonly Value[], parsePattern: ParsePattern) {
  const pattern = scalarText(values[1]);
  const name = values.length < 3 ? 'UTC' : scalarText(values[2]);
  const parts = pattern === undefined ? undefined : parsePattern(pattern);
  const timeZone = parts === undefined || name === undefined ? undefined : timeZoneOf(name);
  return parts && timeZone && { parts, timeZone };
}

const writeWithFormat: FunctionDefinition = {
  operandCount: [2, 3],
  evaluate: (values) => {
    const epochMs = toNumber(values[0]);
    const form = epochMs === undefined ? undefined : formOf(values, parseStrftimePattern);
    const date = form && calendarDateAt(epochMs ?? Number.NaN, form.timeZone);
    return date && bounded(writeDate(date, form.parts));
  },
};

/**
 * Functions of times; outside the range of dates there are none.
 *
 * `querystarttime()` and `queryendtime()` are epoch milliseconds, `querytimerange()` is their distance. That the end is the
 * last millisecond of the last second is unverified. Times are written by a format of `strftime` and read by a pattern of
 * Java's `DateTimeFormatter`, which gives epoch milliseconds. A pattern that is none, a zone that is none, and years of
 * other than four digits give a missing value, and names are English (unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const timeFunctions: Readonly<Record<string, FunctionDefinition>> = {
  frommillis: { operandCount: [1, 1], evaluate: ([value]) => instantAt(toNumber(value)) },
  tomillis: { operandCount: [1, 1], evaluate: ([value]) => toNumber(value) },
  now: {
    operandCount: [0, 0],
    evaluate: (_, { nowMs }) => (nowMs === undefined ? undefined : Math.floor(nowMs / 1000)),
  },
  querystarttime: { operandCount: [0, 0], evaluate: (_, { startMs }) => startMs },
  queryendtime: { operandCount: [0, 0], evaluate: (_, { endMs }) => endMs },
  querytimerange: {
    operandCount: [0, 0],
    evaluate: (_, { startMs, endMs }) => (startMs === undefined || endMs === undefined ? undefined : endMs - startMs),
  },
  formatdate: writeWithFormat,
  strftime: writeWithFormat,
  parsedate: {
    operandCount: [2, 3],
    evaluate: (values) => {
      const text = scalarText(values[0]);
      const form = text === undefined ? undefined : formOf(values, parseJavaPattern);
      return form && readDate(text ?? '', form.parts, form.timeZone);
    },
  },
};
