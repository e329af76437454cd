import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';
import { countEvents, type ServiceFunction, watchEvents, watchFunction } from '@pulso/infra/constructs';

export const undelivered = 'Reports are finished, and their readers do not get them.';

/** Puts alarms on failed deliveries, and counts successful ones. */
export function watchNotifier(notifier: ServiceFunction): void {
  watchFunction(notifier, undelivered);
  // The dispatcher's stack knows the schedules, so it has the alarms.
  countEvents(notifier, {
    event: measuredEvents.reportDelivered,
    where: { trigger: 'schedule', state: 'complete' },
    metricName: 'ReportDelivered',
    dimensions: { ReportId: 'reportId' },
  });
  watchEvents(notifier, [
    {
      event: alarmedEvents.runNotStarted,
      harm:
        'A report does not come: the dispatcher failed three times to start its run. A chat that asked has been told; ' +
        'the readers of a scheduled report have not.',
    },
    {
      event: alarmedEvents.deliveryEnded,
      harm:
        'The readers at one destination do not get a report: it was refused there for good. The line says what to do, ' +
        'for example to let the bot post in the channel.',
    },
    {
      event: alarmedEvents.deliveryDelayed,
      harm:
        'The readers at one destination wait for a finished report: it takes none at present, for more than half an ' +
        'hour. The notifier goes on trying for a day.',
    },
    {
      event: alarmedEvents.deliveryUnanswered,
      harm:
        'The readers at one destination may have a report several times, or not at all: sends of it got no answer. The ' +
        'line says how many, and whether it is sent again.',
    },
    {
      event: alarmedEvents.botUnreachable,
      harm:
        'People get no answer from the bot: Telegram does not bring it what they write. The line says why, and what to ' +
        'do.',
      // It stays on for three periods, longer than the two hours between checks, so that it does not ring at each check.
      limit: { withinMinutes: 60 },
    },
    {
      event: alarmedEvents.reportTextRejected,
      harm: 'A report is hard to read: Telegram did not take its markup, and it went out as plain text.',
    },
    {
      event: alarmedEvents.chartNotDrawn,
      harm: 'A report came without its chart, which could not be drawn.',
    },
  ]);
}
