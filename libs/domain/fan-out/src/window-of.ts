import { type AskedQuestion, type RunTrigger } from '@pulso/contracts/run-requests';
import { type QueryDefinition, type ReportDefinition, type WindowDefinition } from '@pulso/domain/reports';
import { createWallClock, dayMs, floorToMinute, hourMs, type Interval, minuteMs, namesWallTime } from '@pulso/kit/time';

/**
 * Computes the window of a run from its trigger's time and never from a clock: a retry must ask about the same window.
 *
 * It ends shortly before its trigger, because log events become searchable late, or exactly where an operator says. In a
 * time zone it begins where the one before ended (T2).
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
  // Steps are taken between the local times at which the schedule fires, without the lag.
  return (endMs, count) => {
    let firedAt = wallTimeAt(endMs + lagMs);
    for (let left = count; left > 0;) {
      firedAt -= lengthMs;
      // The Scheduler does not fire at a time that clocks skip, so no window ended there.
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

/** @returns The question's own window, which ends within the run's; else the run's window. */
export function questionWindowOf(window: QueryDefinition['window'], ofRun: Interval): Interval {
  if (!window) return ofRun;
  const endMs = lastTimeOfDay(ofRun.endMs, window.endsAt);
  return { startMs: endMs - window.hours * hourMs, endMs };
}

/** @returns The last such time of the day in UTC; `endMs` if no time is given. */
function lastTimeOfDay(endMs: number, endsAt: string | undefined): number {
  if (endsAt === undefined) return endMs;
  const [hours = 0, minutes = 0] = endsAt.split(':').map(Number);
  const offsetMs = (hours * 60 + minutes) * minuteMs;
  return Math.floor((endMs - offsetMs) / dayMs) * dayMs + offsetMs;
}

/** Computes the window of a person's question from the request's own time. Days are those of the reader's calendar. */
export function windowOfQuestion(
  period: AskedQuestion['period'],
  requestedAtMs: number,
  timeZone: string | undefined = 'UTC',
): Interval {
  // Records are searchable after five minutes, as in the catalogue.
  const latestMs = floorToMinute(requestedAtMs) - 5 * minuteMs;
  if (period.type === 'last') return { startMs: latestMs - period.hours * hourMs, endMs: latestMs };
  const { wallTimeAt, instantNear } = createWallClock(timeZone);
  const day = Math.floor(wallTimeAt(requestedAtMs) / dayMs);
  const { from, to } = period.type === 'days' ? period : { from: day - period.daysAgo, to: day - period.daysAgo };
  const [startMs, nextMs] = [instantNear(from * dayMs), instantNear((to + 1) * dayMs)];
  // A day that has just begun has no searchable records.
  return { startMs, endMs: Math.max(startMs + minuteMs, Math.min(nextMs, latestMs)) };
}
