import { type LogLine, isAlarmed } from '../alarms/count-log-line';
import { type World } from '../world/world';

/** From this attempt on the bot tries to start a run no more, whether it has begun or not. */
const lastStartAttempt = 3;

/** Whether a line at another level is no failure of which an operator should hear: people leave, attempts come again. */
function isFine({ event, fields }: LogLine): boolean {
  if (event === 'run-start-unknown') return Number(fields['attempt']) < lastStartAttempt;
  return event === 'delivery-ended';
}

/** Checks a line that no metric filter has counted: an alarm that is meant to ring at its event does not hear of it. */
export function checkLevel({ ledger }: World, line: LogLine): void {
  if (!isAlarmed(line) || isFine(line)) return;
  const { service, event, level } = line;
  ledger.violate('silent', `The ${service} writes ${event} at the level ${level}, at which no alarm rings`);
}
