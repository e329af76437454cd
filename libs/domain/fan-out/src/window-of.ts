import { type AskedQuestion, type RunTrigger } from '@pulso/contracts/run-requests';
import { type QueryDefinition, type ReportDefinition, type WindowDefinition } from '@pulso/domain/reports';
import { createWallClock, dayMs, floorToMinute, hourMs, type Interval, minuteMs, namesWallTime } from '@pulso/kit/time';

/**
 * Computes the span of time that a run reports on, from the trigger's own time and never from a clock: a retry must
 * ask about the same window.
 *
 * It ends a little before its trigger, since log events become searchable with a lag, or exactly where an operator says.
 * Where the report is scheduled in a time zone, a window begins where the one of as many days before has ended.
 *
 * @returns Both bounds whole minutes.
 * @example
 * windowOf({ type: 'schedule', scheduledTime: '2026-11-25T12:30:00Z' }, { window: { hours: 24, ingestLagMinutes: 5 } });
 * // [2026-11-24T12:25:00Z, 2026-11-25T12:25:00Z)
 */
export function windowOf(trigger: RunTrigger, definition: Pick<ReportDefinition, 'window' | 'schedule'>): Interval {
  const { window } = definition;
  const endBefore = stepsBackOf(definition);
  const newestEndMs = windowEndOf(trigger, window);
  const windowsAgo = (trigger.type === 'chat' && trigger.windowsAgo) || 0;
  return {
    startMs: endBefore(newestEndMs, windowsAgo + 1),
    endMs: windowsAgo === 0 ? newestEndMs : endBefore(newestEndMs, windowsAgo),
  };
}

/** @returns A function that returns the end of the window `count` windows earlier, at least one. */
function stepsBackOf({
  window,
  schedule,
}: Pick<ReportDefinition, 'window' | 'schedule'>): (endMs: number, count: number) => number {
  const lengthMs = window.hours * hourMs;
  const isOfDays = lengthMs % dayMs === 0 && window.endsAt === undefined;
  if (!schedule || schedule.timezone === 'UTC' || !isOfDays) return (endMs, count) => endMs - count * lengthMs;
  const { wallTimeAt, instantAt, instantNear } = createWallClock(schedule.timezone);
  const lagMs = window.ingestLagMinutes * minuteMs;
  // Between times at which the schedule fires, as clocks show them: the lag is none of the calendar's.
  return (endMs, count) => {
    let firedAt = wallTimeAt(endMs + lagMs);
    for (let left = count; left > 0;) {
      firedAt -= lengthMs;
      // The Scheduler does not fire at a time that clocks skip: no window ended there, and this one has its hours, too.
      const isLeftOut = instantAt(firedAt) === undefined && namesWallTime(schedule.cron, firedAt);
      if (!isLeftOut) left -= 1;
    }
    return instantNear(firedAt) - lagMs;
  };
}

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

const latestEnd = (atMs: number, { ingestLagMinutes, endsAt }: WindowDefinition): number =>
  lastTimeOfDay(floorToMinute(atMs) - ingestLagMinutes * minuteMs, endsAt);

/** Computes what a question of a run is asked about: the run's window, or its own, which ends within that. */
export function questionWindowOf(window: QueryDefinition['window'], ofRun: Interval): Interval {
  if (!window) return ofRun;
  const endMs = lastTimeOfDay(ofRun.endMs, window.endsAt);
  return { startMs: endMs - window.hours * hourMs, endMs };
}

/** @returns When it was that time last, in UTC; the same moment where there is no time. */
function lastTimeOfDay(endMs: number, endsAt: string | undefined): number {
  if (endsAt === undefined) return endMs;
  const [hours = 0, minutes = 0] = endsAt.split(':').map(Number);
  const offsetMs = (hours * 60 + minutes) * minuteMs;
  return Math.floor((endMs - offsetMs) / dayMs) * dayMs + offsetMs;
}

/** Computes the span of a person's question from the request's own time. A day is one of the reader's calendar. */
export function windowOfQuestion(
  period: AskedQuestion['period'],
  requestedAtMs: number,
  timeZone: string | undefined = 'UTC',
): Interval {
  // A record is found five minutes after it was written, as the reports of the catalogue have it.
  const latestMs = floorToMinute(requestedAtMs) - 5 * minuteMs;
  if (period.type === 'last') return { startMs: latestMs - period.hours * hourMs, endMs: latestMs };
  const { wallTimeAt, instantNear } = createWallClock(timeZone);
  const midnight = Math.floor(wallTimeAt(requestedAtMs) / dayMs) * dayMs - period.daysAgo * dayMs;
  const [startMs, nextMs] = [instantNear(midnight), instantNear(midnight + dayMs)];
  // Within its first minutes a day has nothing yet.
  return { startMs, endMs: Math.max(startMs + minuteMs, Math.min(nextMs, latestMs)) };
}
