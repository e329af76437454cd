import { type SourceReference } from '../syntax/command';
import { type LogEvent } from './event-row';

/**
 * Prepares the choice of events by the `SOURCE` commands of a query.
 *
 * @param logGroupName - The group of events that name none.
 * @returns Whether one of the commands names the event's group, and its range, if any, holds its time. Always true without `SOURCE`.
 */
export function selectSources(
  sources: readonly SourceReference[],
  logGroupName: string | undefined,
): (event: LogEvent) => boolean {
  if (sources.length === 0) return () => true;
  return (event) => {
    const name = event.logGroupName ?? logGroupName;
    return sources.some((source) => name !== undefined && isNamed(source, name) && isWithin(source, event.timestamp));
  };
}

/** @returns Whether the command names the log group. */
const isNamed = ({ groups }: SourceReference, logGroupName: string): boolean =>
  'name' in groups
    ? groups.name === logGroupName
    : groups.namePrefixes.some((prefix) => logGroupName.startsWith(prefix));

const isWithin = ({ range }: SourceReference, epochMs: number): boolean =>
  !range || (epochMs >= range.startMs && epochMs <= range.endMs);
