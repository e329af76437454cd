import { isRecord, parseAnyJson, parseExportLine } from '../../../engine/src/exported-events/parse-export-line';
import { readInstant, readIsoDate } from '../../../engine/src/exported-events/read-instant';
import { type EventTarget, type LineHandler } from './line-reader';
import { DateCarrier, MessageJoiner } from './message-joiner';

/** Reads an export with one event per line. */
export const readExport = (target: EventTarget): LineHandler => ({
  line: (text, number) => {
    if (text.trim() === '') return;
    const event = parseExportLine(text);
    if (typeof event === 'string') target.skip(number, event);
    else target.add(event);
  },
  end: () => undefined,
});

/** Where loggers write the time, the first that is one counts; embedded metrics have theirs in `_aws.Timestamp`. */
const timeMembers = ['timestamp', 'time', '@timestamp'] as const;

/** Reads an application's own NDJSON: each line is a message, and its time stands in it. */
export function readJson(target: EventTarget): LineHandler {
  const dated = new DateCarrier(target);
  return {
    line: (text, number) => {
      if (text.trim() === '') return;
      const parsed = parseAnyJson(text);
      if ('problem' in parsed) target.skip(number, parsed.problem);
      else if (!isRecord(parsed.value)) target.skip(number, 'is no JSON object');
      else dated.add({ timestamp: timeOf(parsed.value), message: text });
    },
    end: () => dated.end(),
  };
}

function timeOf(record: Readonly<Record<string, unknown>>): number | undefined {
  for (const name of timeMembers) {
    const epochMs = readInstant(record[name]);
    if (epochMs !== undefined) return epochMs;
  }
  const metadata = record['_aws'];
  return isRecord(metadata) ? readInstant(metadata['Timestamp']) : undefined;
}

const detailed = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:\+00:00|Z)) (\S+)(?: (.*))?$/s;
const short = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d) (.*)$/s;

/**
 * Reads what `aws logs tail` prints: `2026-11-25T12:34:56.789000+00:00 stream message`, or with `--format short`
 * `2026-11-25T12:34:56 message`. Lines without a time continue the message before them.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html
 */
export function readTail(target: EventTarget): LineHandler {
  const joiner = new MessageJoiner(target);
  return {
    line: (text, number) => {
      const start = readStart(text);
      if (start) joiner.start(start);
      else if (text.trim() === '') joiner.blank();
      else if (joiner.isOpen) joiner.continue(text, number);
      else target.skip(number, 'does not start with a time, and no message stands before it');
    },
    end: () => joiner.end(),
  };
}

function readStart(line: string): { timestamp: number; message: string; logStream?: string } | undefined {
  const [, date = '', logStream, rest = ''] = detailed.exec(line) ?? [];
  const timestamp = readIsoDate(date)?.epochMs;
  if (timestamp !== undefined && logStream !== undefined) return { timestamp, message: rest, logStream };
  const [, shortDate = '', message = ''] = short.exec(line) ?? [];
  const shortTimestamp = readIsoDate(shortDate)?.epochMs;
  return shortTimestamp === undefined ? undefined : { timestamp: shortTimestamp, message };
}

/** Stack traces are indented, printed objects end in a bracket, and Lambda's REPORT has a second line about tracing. */
const continuation = /^(?:\s|[}\])]|XRAY TraceId:)/;

/**
 * Reads plain text logs, Lambda's among them: each line is a message, with the lines after it that continue it. Its time
 * is the ISO date at its start, perhaps in square brackets.
 */
export function readText(target: EventTarget): LineHandler {
  const joiner = new MessageJoiner(target);
  return {
    line: (text, number) => {
      if (text.trim() === '') joiner.blank();
      else if (joiner.isOpen && continuation.test(text)) joiner.continue(text, number);
      else joiner.start({ timestamp: dateOf(text), message: text });
    },
    end: () => joiner.end(),
  };
}

const dateOf = (line: string): number | undefined => readIsoDate(line.slice(line.startsWith('[') ? 1 : 0, 64))?.epochMs;
