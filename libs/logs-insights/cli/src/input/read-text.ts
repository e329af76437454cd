import { DateCarrier, lineStart } from './date-carrier';
import { type EventTarget } from './event-reader';
import { type LineHandler } from './line-reader';
import { MessageJoiner } from './message-joiner';
import { readIsoDate } from '../../../engine/src/exported-events/read-instant';

/** Stack traces are indented, printed objects end in a bracket, and Lambda's REPORT has a second line about tracing. */
const continuation = /^(?:\s|[}\])]|XRAY TraceId:)/;

/**
 * Reads plain text logs, Lambda's among them: each line is a message, with the lines after it that continue it. Its time
 * is the ISO date at its start, perhaps in square brackets.
 */
export function readText(target: EventTarget): LineHandler {
  const joiner = new MessageJoiner(new DateCarrier(target, lineStart), target);
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
