import { isRecord, parseAnyJson } from '../../../engine/src/exported-events/parse-export-line';

/** What an input looks like; `document` is an export that is one JSON document and not one event per line. */
export type Shape = 'export' | 'document' | 'tail' | 'json' | 'text';

/** So much of an input is looked at, bytes. */
export const headBytes = 65_536;

const eventMembers = new Set(['timestamp', 'message', 'ingestionTime', 'logStreamName', 'eventId', 'logGroupName']);
const eventList = /"(?:events|logEvents)"\s*:\s*\[/;
/** What `aws logs get-query-results` prints has rows, and one of these beside them. */
const queryResults = /"results"\s*:\s*\[/;
const resultMembers = ['statistics', 'status', 'queryLanguage'] as const;
const resultMember = /"(?:statistics|status|queryLanguage)"\s*:/;
const firstMember = /^\s*\{\s*"(@?(?:timestamp|message|ingestionTime)|logStreamName|eventId)"\s*:/;
/** And not `[INFO] text` or `[2026-11-25T12:34:56.789Z] text`, which loggers write. */
const listStart = /^\[\s*(?:[[{\]]|$)/;
const tailLine = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:(?:\.\d{6})?\+00:00 \S+(?: |$)| )/;

/**
 * Tells from its beginning what an input is.
 *
 * An object with `timestamp` (epoch milliseconds) and `message` (a text) and no member but those of an exported event is
 * one; with any other member it is an application's own log line, as Lambda writes them in its JSON format.
 *
 * @param head - The first lines, the last of which may be cut.
 */
export function detectShape(head: string): Shape {
  const line = firstLine(head);
  if (listStart.test(line)) return 'document';
  if (line.startsWith('{')) return shapeOfJson(head.trimStart(), line);
  return tailLine.test(line) ? 'tail' : 'text';
}

function shapeOfJson(head: string, line: string): Shape {
  const parsed = parseAnyJson(line);
  if ('problem' in parsed) {
    if (eventList.test(head)) return 'document';
    if (queryResults.test(head) && resultMember.test(head)) return 'document';
    // A pretty-printed event, or one whose first line is longer than what is looked at.
    if (firstMember.test(head)) return line.length < 3 ? 'document' : 'export';
    return line.length < 3 ? 'text' : 'json';
  }
  if (!isRecord(parsed.value)) return 'json';
  const { value } = parsed;
  if (Array.isArray(value['events']) || Array.isArray(value['logEvents'])) return 'document';
  if (Array.isArray(value['results']) && resultMembers.some((name) => name in value)) return 'document';
  if (typeof value['@message'] === 'string') return 'export';
  const isEvent = typeof value['timestamp'] === 'number' && typeof value['message'] === 'string';
  return isEvent && Object.keys(value).every((name) => eventMembers.has(name)) ? 'export' : 'json';
}

/**
 * Tells whether an input need not be waited for any longer: its first line is complete and tells what it is.
 *
 * @param head - What has come so far.
 */
export function isTelling(head: string): boolean {
  const isComplete = /\S.*\n/.test(head);
  return isComplete && (firstLine(head) !== '{' || eventList.test(head) || firstMember.test(head));
}

const firstLine = (head: string): string => /\S[^\n]*/.exec(head)?.[0].trim() ?? '';
