import { type LogLine, isAlarmed } from '../alarms/count-log-line';
import { type World } from '../world/world';

/** After this attempt the bot does not try again to start a run whose placeholder is there. */
const lastStartAttempt = 3;

/** Whether a line at another level is no failure of which an operator should hear: people leave, attempts come again. */
function isFine({ event, fields }: LogLine): boolean {
  if (event === 'run-start-unknown') {
    return Number(fields['attempt']) < lastStartAttempt || fields['hasPlaceholder'] === false;
  }
  return event === 'delivery-ended';
}

/** Checks a line that no metric filter has counted: an alarm that is meant to ring at its event does not hear of it. */
export function checkLevel({ ledger }: World, line: LogLine): void {
  if (!isAlarmed(line) || isFine(line)) return;
  const { service, event, level } = line;
  ledger.violate('silent', `The ${service} writes ${event} at the level ${level}, at which no alarm rings`);
}
