import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';
import {
  Alarm,
  functionMetric,
  occurs,
  type ServiceFunction,
  showErrors,
  stackOf,
  watchEvents,
  watchFunction,
} from '@pulso/infra/constructs';

/** Puts alarms on failures that people notice, and on requests that reports would silently lack. */
export function watchBot(bot: ServiceFunction): void {
  watchFunction(bot, 'People may get no answer from the bot.');
  watchUrl(bot);
  watchEvents(bot, [
    {
      event: alarmedEvents.webhookCallFailed,
      harm: 'People wait for the bot: it fails at their messages, and Telegram delivers them again.',
      limit: { times: 5, withinMinutes: 15 },
    },
    {
      event: alarmedEvents.updateGivenUp,
      harm: 'A person gets no answer: their message could not be answered and is not tried again.',
    },
    {
      event: alarmedEvents.usageNotRecorded,
      harm: 'Reports will count too little: a person was answered, and the usage record of it could not be written.',
    },
    {
      event: alarmedEvents.runStartUnknown,
      harm:
        'A person waits for a report that may never come: three attempts did not show whether its run was started. ' +
        'The placeholder tells the person what to do.',
    },
    {
      event: measuredEvents.replyUnknown,
      harm:
        'People may get no answer: Telegram did not answer for replies of the bot, which are not sent again, since they ' +
        'may have arrived.',
      // A lost answer is an accident, and the person asks again; five within a quarter of an hour are an outage.
      limit: { times: 5, withinMinutes: 15 },
    },
    {
      event: measuredEvents.webhookUnauthorized,
      harm:
        'Either the bot refuses every message, because the webhook was set with another secret than the bot knows, or ' +
        'a stranger guesses at its address.',
      // Telegram repeats a message after 60 to 120 s for a day, so one person is enough to ring after a quarter of an
      // hour. A program that scans addresses ends within one or two periods.
      limit: { times: 2, withinMinutes: 5, inARow: 3 },
    },
  ]);
}

/**
 * Lambda's own answers never reach the bot's log: a missing permission (403), no concurrency left (429), a crash.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html
 */
function watchUrl(bot: ServiceFunction): void {
  const stack = stackOf(bot);
  const metric = (name: string) => functionMetric(stack.nameOf(stack.service), name);
  new Alarm(stack, 'url-4xx', {
    baseName: 'bot-url-4xx',
    harm: "Telegram's calls may be refused before the bot sees them, and then people get no answer.",
    firstCommand: `aws lambda get-policy --function-name ${stack.nameOf(stack.service)} --query Policy --output text`,
    condition: occurs(metric('Url4xxCount'), { times: 30, withinMinutes: 15 }),
  });
  new Alarm(stack, 'url-5xx', {
    baseName: 'bot-url-5xx',
    harm: 'People wait for the bot: its address answers with errors, and Telegram delivers their messages again.',
    firstCommand: showErrors(stack),
    condition: occurs(metric('Url5xxCount'), { times: 10, withinMinutes: 15 }),
  });
}
