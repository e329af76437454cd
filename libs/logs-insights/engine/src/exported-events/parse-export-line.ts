import { type LogEvent } from '../execution/event-row';
import { parseJson } from './parse-json';
import { toLogEvent } from './to-log-event';

/** @returns The event of one line of an export, or what is wrong with the line as the end of a sentence. */
export function parseExportLine(line: string): LogEvent | string {
  const parsed = parseJson(line);
  return 'problem' in parsed ? parsed.problem : toLogEvent(parsed.value);
}
