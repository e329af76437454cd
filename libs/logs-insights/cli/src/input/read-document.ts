import { DocumentScanner } from './document-scanner';
import { type EventReader, type EventTarget } from './event-reader';
import { isRecord } from '../../../engine/src/exported-events/is-record';
import { parseJson } from '../../../engine/src/exported-events/parse-json';
import { type EventOrigin, toLogEvent } from '../../../engine/src/exported-events/to-log-event';

/**
 * Reads the JSON documents that the AWS CLI prints, in any layout: `{"events": [...]}` of `aws logs
 * filter-log-events` and `get-log-events`, several of them, arrays of them or of single events; and
 * `{"logEvents": [...]}`, as subscription filters deliver them. No more than one event is kept at a time.
 */
export function readDocument(target: EventTarget): EventReader {
  let origin: EventOrigin = {};
  let isListed = false;
  return new DocumentScanner({
    openList: (before) => {
      origin = originOf(before);
      isListed = true;
    },
    closeList: () => {
      origin = {};
      isListed = false;
    },
    object: (text, line) => {
      const parsed = parseJson(text);
      const event = 'problem' in parsed ? parsed.problem : toLogEvent(parsed.value, origin);
      if (typeof event === 'string') target.skip(line, `${event}${isListed ? '' : hintAt(parsed)}`);
      else target.add(event);
    },
    skip: (line, what) => target.skip(line, what),
  });
}

/** Words what an object is that stands in no list of events, and is none. */
function hintAt(parsed: ReturnType<typeof parseJson>): string {
  if ('problem' in parsed || !isRecord(parsed.value)) return '';
  const { value } = parsed;
  if (Array.isArray(value['results'])) {
    return ': rows of aws logs get-query-results are no events; export those with aws logs filter-log-events';
  }
  const isExported = 'timestamp' in value && 'message' in value;
  return isExported ? '' : "; objects of an application are read one per line, which jq -c '.[]' makes of an array";
}

/** @param before - The members that stand before the list, as an object that is not closed. */
function originOf(before: string): EventOrigin {
  const parsed = parseJson(`${before}0}`);
  if ('problem' in parsed || !isRecord(parsed.value)) return {};
  const { logGroup, logStream } = parsed.value;
  return {
    ...(typeof logGroup === 'string' && { logGroupName: logGroup }),
    ...(typeof logStream === 'string' && { logStream }),
  };
}
