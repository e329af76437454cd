import { DateCarrier } from './date-carrier';
import { type EventTarget } from './event-reader';
import { isRecord } from '../../../engine/src/exported-events/is-record';
import { type LineHandler } from './line-reader';
import { parseJson } from '../../../engine/src/exported-events/parse-json';
import { instantOf } from '../../../engine/src/exported-events/read-instant';

/** Where loggers write the time, the first that is one counts; embedded metrics have theirs in `_aws.Timestamp`. */
const timeMembers = ['timestamp', 'time', '@timestamp'] as const;

/** Reads an application's own NDJSON: each line is a message, and its time stands in it. */
export function readJson(target: EventTarget): LineHandler {
  const dated = new DateCarrier(target, `the members ${timeMembers.join(', ')} and _aws.Timestamp`);
  return {
    line: (text, number) => {
      if (text.trim() === '') return;
      const parsed = parseJson(text);
      if ('problem' in parsed) target.skip(number, parsed.problem);
      else if (!isRecord(parsed.value)) target.skip(number, 'is no JSON object');
      else dated.add({ timestamp: timeOf(parsed.value), message: text });
    },
    end: () => dated.end(),
  };
}

function timeOf(record: Readonly<Record<string, unknown>>): number | undefined {
  for (const name of timeMembers) {
    const epochMs = instantOf(record[name]);
    if (epochMs !== undefined) return epochMs;
  }
  const metadata = record['_aws'];
  return isRecord(metadata) ? instantOf(metadata['Timestamp']) : undefined;
}
