import { type AlarmedEvent, type MeasuredEvent, alarmedEvents } from '@pulso/contracts/envelope';
import { type ServiceFunction } from '../functions/service-function';
import { stackOf } from '../stack/pulso-stack';

import { Alarm } from './alarm';
import { type OccurrenceLimit, occurs } from './alarm-condition';
import { countEvents } from './count-events';
import { showLines } from './show-errors';

export interface WatchedEvent {
  readonly event: AlarmedEvent | MeasuredEvent;
  /** As for {@link Alarm}. */
  readonly harm: string;
  /** How often within how long. Default: once. */
  readonly limit?: OccurrenceLimit;
}

/** Events that raise an alarm at the first line count at level ERROR alone: the same event may be harmless elsewhere. */
const isAlarmed = (event: string): boolean => Object.values<string>(alarmedEvents).includes(event);

/** Puts an alarm on each event that a service writes when an operator has to act. */
export function watchEvents(source: ServiceFunction, events: readonly WatchedEvent[]): void {
  const stack = stackOf(source);
  for (const { event, harm, limit } of events) {
    const metric = countEvents(source, { event, ...(isAlarmed(event) ? { where: { level: 'ERROR' } } : {}) });
    new Alarm(stack, event, {
      baseName: `${stack.service}-${event}`,
      harm,
      firstCommand: showLines(stack.settings.stage, stack.service, `$.event = "${event}"`),
      condition: occurs(metric, limit),
    });
  }
}
