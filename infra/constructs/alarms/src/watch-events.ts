import { type AlarmedEvent, alarmedEvents } from '@pulso/contracts/naming';

import { LogEventAlarm } from './log-event-alarm';
import { stackOf } from '@pulso/infra/constructs/stack';
import { type ServiceFunction } from '@pulso/infra/constructs/functions';

/**
 * Puts an alarm on each event that a service writes when an operator has to act.
 *
 * @param descriptions - By event: what has happened and what to do.
 */
export function watchEvents(
  source: ServiceFunction,
  descriptions: Readonly<Partial<Record<AlarmedEvent, string>>>,
): void {
  for (const event of Object.values(alarmedEvents)) {
    const description = descriptions[event];
    if (description !== undefined) new LogEventAlarm(stackOf(source), event, { source, event, description });
  }
}
