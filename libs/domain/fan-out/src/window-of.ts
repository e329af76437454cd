import { type RunTrigger } from '@pulso/contracts/run-requests';
import { type WindowDefinition } from '@pulso/reports';
import { type Interval, floorToMinute } from '@pulso/time';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * Computes the span of time that a run reports on, from the trigger's own time and never from a clock: a retry must
 * ask about the same window.
 *
 * A scheduled or chat run ends a little before its trigger, since log events become searchable with a lag. An operator
 * who names the end of the window gets exactly that end, to the minute.
 *
 * @param window - `hours` long, ending `ingestLagMinutes` before the trigger's minute, or at the last `endsAt` before
 *   that. A chat may ask for the window that lies so many windows earlier.
 * @returns Both bounds whole minutes.
 * @example
 * windowOf({ type: 'schedule', scheduledTime: '2026-11-25T12:30:00Z' }, { hours: 24, ingestLagMinutes: 5 });
 * // [2026-11-24T12:25:00Z, 2026-11-25T12:25:00Z)
 */
export function windowOf(trigger: RunTrigger, window: WindowDefinition): Interval {
  const lengthMs = window.hours * 60 * minuteMs;
  const endMs = windowEndOf(trigger, window) - windowsAgoOf(trigger) * lengthMs;
  return { startMs: endMs - lengthMs, endMs };
}

const windowsAgoOf = (trigger: RunTrigger): number => (trigger.type === 'chat' ? (trigger.windowsAgo ?? 0) : 0);

function windowEndOf(trigger: RunTrigger, window: WindowDefinition): number {
  switch (trigger.type) {
    case 'schedule':
      return latestEnd(Date.parse(trigger.scheduledTime), window);
    case 'chat':
      return latestEnd(trigger.requestedAtMs, window);
    case 'manual':
      return trigger.windowEnd === undefined
        ? latestEnd(trigger.requestedAtMs, window)
        : floorToMinute(Date.parse(trigger.windowEnd));
    default:
      return trigger satisfies never;
  }
}

function latestEnd(atMs: number, { ingestLagMinutes, endsAt }: WindowDefinition): number {
  const endMs = floorToMinute(atMs) - ingestLagMinutes * minuteMs;
  if (endsAt === undefined) return endMs;
  const [hours = 0, minutes = 0] = endsAt.split(':').map(Number);
  const offsetMs = (hours * 60 + minutes) * minuteMs;
  return Math.floor((endMs - offsetMs) / dayMs) * dayMs + offsetMs;
}
