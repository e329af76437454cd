import { type RunTrigger } from '@pulso/contracts/run-requests';
import { type ReportDefinition } from '@pulso/reports';
import { type Interval, floorToMinute } from '@pulso/time';

const minuteMs = 60_000;

/**
 * Computes the span of time that a run reports on, from the trigger's own time and never from a clock: a retry must
 * ask about the same window.
 *
 * A scheduled or chat run ends a little before its trigger, since log events become searchable with a lag. An operator
 * who names the end of the window gets exactly that end, to the minute.
 *
 * @param window - `hours` long, ending `ingestLagMinutes` before the trigger's minute.
 * @returns Both bounds whole minutes.
 * @example
 * windowOf({ type: 'schedule', scheduledTime: '2026-11-25T12:30:00Z' }, { hours: 24, ingestLagMinutes: 5 });
 * // [2026-11-24T12:25:00Z, 2026-11-25T12:25:00Z)
 */
export function windowOf(trigger: RunTrigger, { hours, ingestLagMinutes }: ReportDefinition['window']): Interval {
  const endMs = windowEndOf(trigger, ingestLagMinutes * minuteMs);
  return { startMs: endMs - hours * 60 * minuteMs, endMs };
}

function windowEndOf(trigger: RunTrigger, ingestLagMs: number): number {
  switch (trigger.type) {
    case 'schedule':
      return floorToMinute(Date.parse(trigger.scheduledTime)) - ingestLagMs;
    case 'chat':
      return floorToMinute(trigger.requestedAtMs) - ingestLagMs;
    case 'manual':
      return trigger.windowEnd === undefined
        ? floorToMinute(trigger.requestedAtMs) - ingestLagMs
        : floorToMinute(Date.parse(trigger.windowEnd));
    default:
      return trigger satisfies never;
  }
}
