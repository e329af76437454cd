import { type EventTarget } from './event-reader';
import { type LineHandler } from './line-reader';
import { parseJson } from '../../exported-events/parse-json';
import { toLogEvent } from '../../exported-events/to-log-event';

/** Reads NDJSON: one exported event per line, as `aws logs filter-log-events ... | jq -c '.events[]'` gives them. */
export function readExport(target: EventTarget): LineHandler {
  return {
    line: (text, number) => {
      if (text.trim() === '') return;
      const parsed = parseJson(text);
      const event = 'problem' in parsed ? parsed.problem : toLogEvent(parsed.value);
      if (typeof event === 'string') target.skip(number, event);
      else target.add(event);
    },
    end: () => undefined,
  };
}
