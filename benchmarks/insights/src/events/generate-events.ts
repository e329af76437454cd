import { type LogEvent } from '@pulso/logs-insights';

import { applicationMessage } from './application-message';
import { Draw } from './draw';
import { platformMessages } from './platform-messages';
import { drawUsageRecord, usageMessage } from './usage-message';

const dayMs = 24 * 60 * 60 * 1000;

/** The day that every generated event belongs to, as its first millisecond: a constant, so that files can be kept. */
export const generatedDayMs = Date.UTC(2026, 10, 24);

/** What makes a file of events; the same twice gives the same bytes. */
export interface GeneratedEvents {
  readonly eventCount: number;
  readonly seed: number;
}

/**
 * Makes up a day of Lambda's log events, one after the other: 60 % usage records, 20 % JSON lines of applications and
 * 20 % START, END and REPORT lines.
 *
 * @returns Events in ascending order of time, evenly spread with jitter. Nothing is kept of what was taken.
 */
export function* generateEvents({ eventCount, seed }: GeneratedEvents): Generator<LogEvent> {
  const draw = new Draw(seed);
  let requestId = draw.uuid();
  let waiting: string[] = [];
  for (let index = 0; index < eventCount; index += 1) {
    const timestamp = generatedDayMs + Math.floor(((index + draw.next()) / eventCount) * dayMs);
    const share = draw.next();
    if (share < 0.6) {
      yield { timestamp, message: usageMessage(drawUsageRecord(draw, 800_000_000 + index), timestamp) };
    } else if (share < 0.8) {
      yield { timestamp, message: applicationMessage(draw, timestamp, requestId) };
    } else {
      if (waiting.length === 0) {
        requestId = draw.uuid();
        waiting = [...platformMessages(draw, requestId)];
      }
      yield { timestamp, message: waiting.shift() ?? '' };
    }
  }
}
