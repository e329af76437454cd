import { type Mutation } from '../mutation';
import { slip } from './slip';

const delivery = 'libs/domain/delivery/src/';

/** Slips of the notifier, and of what it sends through. */
export const deliverySlips: readonly Mutation[] = [
  slip('none', {
    id: 'one-destination',
    drops: 'every destination gets the report',
    edits: [
      {
        file: `${delivery}incoming/split-update.ts`,
        find: '.map((destination) => ({',
        replace: '.slice(0, 1).map((destination) => ({',
      },
    ],
    found: ['lost'],
  }),
  slip('none', {
    id: 'always-repeated',
    drops: 'only what may be there twice is called repeated',
    edits: [
      {
        file: `${delivery}show/show-report.ts`,
        find: 'isRepeat, look: report.lookOf(isRepeat) };',
        replace: 'isRepeat, look: report.lookOf(true) };',
      },
    ],
    found: ['needless-repeat'],
  }),
  slip('default', {
    id: 'edit-called-repeat',
    drops: 'an edit repeats nothing',
    edits: [
      {
        file: `${delivery}lease/take-lease.ts`,
        find: 'const claimed = sendsAtOnce ? withIntent(held, found, revision, nowMs) : held;',
        replace:
          'const claimed = sendsAtOnce ? withIntent(held, found, revision, nowMs) : { ...held, sendIntent: true as const };',
      },
    ],
    found: ['needless-repeat'],
  }),
  slip('chat-gone:telegram.*@0.5', {
    id: 'settings-like-people',
    drops: 'an operator is told of a destination of the settings that refuses',
    edits: [
      {
        file: `${delivery}incoming/log-fields.ts`,
        find: 'personTriggers.has(trigger)',
        replace: "personTriggers.has(trigger) || trigger !== ''",
      },
    ],
    found: ['silent'],
  }),
  slip('reject:telegram.*@0.3', {
    id: 'plain-text-cut',
    drops: 'a report whose markup is refused says the same without it',
    edits: [
      {
        file: `${delivery}show/look.ts`,
        find: 'textLook(html`${plainTextOf(text)}`)',
        replace: "textLook(html`${plainTextOf(text).replace(/Q3 [\\d,]+/, '')}`)",
      },
    ],
    found: ['falsely-complete', 'unnamed-missing', 'stale'],
  }),
  slip('reject:telegram.sendPhoto', {
    id: 'chart-refused-unsaid',
    drops: 'an operator is told of a chat of the settings that refuses pictures',
    edits: [
      {
        file: `${delivery}show/deliver.ts`,
        find: 'content: chart, logFields, runAgain }, deps);',
        replace: "content: chart, logFields, ...(runAgain === '' && { runAgain }) }, deps);",
      },
    ],
    found: ['chart-lost'],
  }),
  slip('none', {
    id: 'no-chart',
    drops: 'a report that has a chart comes with it',
    edits: [
      {
        file: `${delivery}show/deliver.ts`,
        find: "if (!chart || tidied.status !== 'done') return tidied;",
        replace: "if (chart || tidied.status !== 'done') return tidied;",
      },
    ],
    found: ['chart-lost'],
  }),
  slip('none', {
    id: 'address-in-log',
    drops: 'no log line names an address',
    edits: [
      {
        file: `${delivery}incoming/log-fields.ts`,
        find: '  destination: destinationKindOf(destination),',
        replace: '  destination: JSON.stringify(destination),',
      },
    ],
    found: ['leak'],
  }),
  slip('drop-response:webhook.*@0.5', {
    id: 'url-in-log',
    drops: "no log line holds a webhook's address",
    edits: [
      {
        file: 'libs/adapters/webhook/src/create-call-webhook.ts',
        find: 'return classifyNetworkError(error);',
        replace: "return { status: 'unknown', reason: url };",
      },
      {
        // The log would cut it out.
        file: 'libs/kit/logging/src/redact.ts',
        find: 'redactBotToken(text.replace(/\\bhttps?:\\/\\/[^\\s"\'<>]+/gi, hostOf))',
        replace: 'redactBotToken(text)',
      },
    ],
    found: ['leak'],
  }),
  slip('chat-gone:telegram.*@0.5', {
    id: 'line-of-no-run',
    drops: 'a line that an alarm counts names its run',
    edits: [
      {
        file: `${delivery}incoming/log-fields.ts`,
        find: '  runId,\n  reportId,\n  trigger,',
        replace: '  runId: reportId,\n  reportId,\n  trigger,',
      },
    ],
    found: ['silent'],
  }),
  slip('reject:telegram.editMessageText', {
    id: 'no-pointer',
    drops: 'a second placeholder points to the report, whatever was refused elsewhere',
    edits: [
      {
        file: `${delivery}show/point-to-report.ts`,
        find: 'stored?.delivery.messageId === messageId)',
        replace: 'stored !== undefined)',
      },
    ],
    found: ['placeholder-left'],
  }),
];
