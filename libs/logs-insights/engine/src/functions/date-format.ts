import { calendarDateAt } from '../dates/calendar-date';
import { type DatePart } from '../dates/date-pattern';
import { parseJavaPattern } from '../dates/parse-java-pattern';
import { parseStrftimePattern } from '../dates/parse-strftime-pattern';
import { readDate } from '../dates/read-date';
import { timeZoneOf } from '../dates/time-zone';
import { writeDate } from '../dates/write-date';
import { type Value, toNumber } from '../values/value';
import { type FunctionDefinition } from './function-definition';
import { bounded, scalarText } from './text-operands';

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
 * Functions between times and texts of any form. Times are written by a format of `strftime` and read by a pattern of
 * Java's `DateTimeFormatter`, which gives epoch milliseconds.
 *
 * A pattern that is none, a zone that is none, and years of other than four digits give a missing value, and names are
 * English (unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const dateFormatFunctions: Readonly<Record<string, FunctionDefinition>> = {
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
