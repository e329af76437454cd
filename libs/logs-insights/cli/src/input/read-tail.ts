import { DateCarrier, lineStart } from './date-carrier';
import { type EventTarget } from './event-reader';
import { type LineHandler } from './line-reader';
import { MessageJoiner } from './message-joiner';
import { readIsoDate } from '../../../engine/src/exported-events/read-instant';

const detailed = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:\+00:00|Z)) (\S+)(?: (.*))?$/s;
const short = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d) (.*)$/s;

/**
 * Reads what `aws logs tail` prints: `2026-11-25T12:34:56.789000+00:00 stream message`, or with `--format short`
 * `2026-11-25T12:34:56 message`. Lines without a time continue the message before them.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html
 */
export function readTail(target: EventTarget): LineHandler {
  const joiner = new MessageJoiner(new DateCarrier(target, lineStart), target);
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
