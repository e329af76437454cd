import { type AskedQuestion } from '@pulso/contracts/run-requests';
import { type Interval, createWallClock, floorToMinute } from '@pulso/kit/time';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long after it was written a record is found, as the reports of the catalogue have it. */
const ingestLagMs = 5 * minuteMs;

/**
 * Computes the span that a question is about, from the request's own time: every repetition asks about the same.
 *
 * A day is one of the reader's calendar. What of it is not in the logs yet, is left out.
 *
 * @param timeZone - An IANA name. Absent: UTC.
 * @returns Both bounds whole minutes.
 */
export function windowOfQuestion(
  period: AskedQuestion['period'],
  requestedAtMs: number,
  timeZone: string | undefined = 'UTC',
): Interval {
  const latestMs = floorToMinute(requestedAtMs) - ingestLagMs;
  if (period.type === 'last') return { startMs: latestMs - period.hours * hourMs, endMs: latestMs };
  const { wallTimeAt, instantNear } = createWallClock(timeZone);
  const midnight = Math.floor(wallTimeAt(requestedAtMs) / dayMs) * dayMs - period.daysAgo * dayMs;
  const [startMs, nextMs] = [instantNear(midnight), instantNear(midnight + dayMs)];
  // Within its first minutes a day has nothing yet.
  return { startMs, endMs: Math.max(startMs + minuteMs, Math.min(nextMs, latestMs)) };
}
