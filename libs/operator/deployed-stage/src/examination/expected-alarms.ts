import {
  type AlarmedEvent,
  type MeasuredEvent,
  type Service,
  alarmedEvents,
  consumers,
  measuredEvents,
  schedulesDeadLetterQueue,
  services,
} from '@pulso/contracts/envelope';
import { type ReportDefinition, awaitedWithinHours } from '@pulso/domain/reports';

/** An alarm that has to be there. */
export interface ExpectedAlarm {
  /** Without the stage's prefix. */
  readonly baseName: string;
  /** The stack that has it. */
  readonly stack: Service | 'alerts';
}

/** The lines of a service's log that ring, as its stack says. */
const ringingEvents: Readonly<Partial<Record<Service, readonly (AlarmedEvent | MeasuredEvent)[]>>> = {
  bot: [
    alarmedEvents.webhookCallFailed,
    alarmedEvents.updateGivenUp,
    alarmedEvents.usageNotRecorded,
    alarmedEvents.runStartUnknown,
    measuredEvents.replyUnknown,
    measuredEvents.webhookUnauthorized,
  ],
  aggregator: [
    alarmedEvents.runWithoutPlan,
    alarmedEvents.scheduledRunMissing,
    alarmedEvents.reportWithoutAnswers,
    alarmedEvents.noRequests,
    alarmedEvents.sweepFailed,
  ],
  notifier: [
    alarmedEvents.runNotStarted,
    alarmedEvents.deliveryEnded,
    alarmedEvents.deliveryDelayed,
    alarmedEvents.deliveryUnanswered,
    alarmedEvents.botUnreachable,
    alarmedEvents.reportTextRejected,
    alarmedEvents.chartNotDrawn,
  ],
};

const single: readonly ExpectedAlarm[] = [
  { baseName: 'bot-url-4xx', stack: 'bot' },
  { baseName: 'bot-url-5xx', stack: 'bot' },
  { baseName: 'dispatcher-requests-dropped', stack: 'dispatcher' },
  { baseName: schedulesDeadLetterQueue, stack: 'dispatcher' },
  { baseName: 'aggregator-sweep-missing', stack: 'aggregator' },
  { baseName: 'schedule-errors', stack: 'alerts' },
];

/** An alarm looks back at most seven days. */
const maxHours = 7 * 24;

/** The alarms of a stage. A spec of `libs/tooling` compares them with the synthesized stacks. */
export const expectedAlarms = (catalogue: readonly ReportDefinition[]): ExpectedAlarm[] => [
  ...services.flatMap((stack) =>
    ['errors', 'throttles', 'duration', ...(ringingEvents[stack] ?? [])].map((what) => ({
      baseName: `${stack}-${what}`,
      stack,
    })),
  ),
  ...consumers.flatMap(({ queue, service: stack }) =>
    ['age', 'dlq'].map((what) => ({ baseName: `${queue}-${what}`, stack })),
  ),
  ...single,
  ...catalogue
    .filter((report) => awaitedWithinHours(report, maxHours) !== undefined)
    .map(({ id }) => ({ baseName: `report-${id}-missing`, stack: 'dispatcher' as const })),
];
