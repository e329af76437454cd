import { type Mutation } from '../mutation';

const incoming = 'libs/domain/delivery/src/incoming/';
const lease = 'libs/domain/delivery/src/lease/';
const show = 'libs/domain/delivery/src/show/';
const callWebhook = 'libs/adapters/webhook/src/create-call-webhook.ts';
const redact = 'libs/kit/runtime/src/logging/redact.ts';

/** Slips of the notifier, and of what it sends through. */
export const deliverySlips: readonly Mutation[] = [
  {
    id: 'one-destination',
    drops: 'every destination gets the report',
    edits: [
      {
        file: `${incoming}split-update.ts`,
        at: 'splitUpdate > return destinations',
        becomes: (was) => `${was}.slice(0, 1)`,
      },
    ],
    faults: 'none',
    found: ['lost'],
  },
  {
    id: 'always-repeated',
    drops: 'only what may be there twice is called repeated',
    edits: [{ file: `${show}show-report.ts`, at: 'showReport > call lookOf', becomes: 'report.lookOf(true)' }],
    faults: 'none',
    found: ['needless-repeat'],
  },
  {
    id: 'edit-called-repeat',
    drops: 'an edit repeats nothing',
    edits: [
      {
        file: `${lease}take-lease.ts`,
        at: 'takeLease > claimed',
        becomes: (was) => `sendsAtOnce ? ${was} : { ...held, sendIntent: true }`,
      },
    ],
    faults: 'default',
    found: ['needless-repeat'],
  },
  {
    id: 'settings-like-people',
    drops: 'an operator is told of a destination of the settings that refuses',
    edits: [{ file: `${incoming}log-fields.ts`, at: 'runAgainOf > if personTriggers', becomes: 'true' }],
    faults: 'chat-gone:telegram.*@0.5',
    found: ['silent'],
  },
  {
    id: 'plain-text-cut',
    drops: 'a report whose markup is refused says the same without it',
    edits: [
      {
        file: `${show}look.ts`,
        at: 'textLook > call plainTextOf',
        becomes: (was) => `${was}.replace(/Q3 [0-9,]+/, '')`,
      },
    ],
    faults: 'reject:telegram.*@0.3',
    found: ['falsely-complete', 'unnamed-missing', 'stale'],
  },
  {
    id: 'chart-refused-unsaid',
    drops: 'an operator is told of a chat of the settings that refuses pictures',
    edits: [{ file: `${show}deliver.ts`, at: 'deliver > call deliverChart > property runAgain', becomes: 'undefined' }],
    faults: 'reject:telegram.sendPhoto',
    found: ['chart-lost'],
  },
  {
    id: 'no-chart',
    drops: 'a report that has a chart comes with it',
    edits: [{ file: `${show}deliver.ts`, at: 'deliver > if chart tidied', becomes: 'true' }],
    faults: 'none',
    found: ['chart-lost'],
  },
  {
    id: 'address-in-log',
    drops: 'no log line names an address',
    edits: [
      {
        file: `${incoming}log-fields.ts`,
        at: 'logFieldsOf > property destination',
        becomes: 'JSON.stringify(destination)',
      },
    ],
    faults: 'none',
    found: ['leak'],
  },
  {
    id: 'url-in-log',
    drops: "no log line holds a webhook's address",
    edits: [
      { file: callWebhook, at: 'post > return classifyNetworkError', becomes: "{ status: 'unknown', reason: url }" },
      // The log would cut it out.
      { file: redact, at: 'redactSecrets', becomes: 'redactBotToken(text)' },
    ],
    faults: 'drop-response:webhook.*@0.5',
    found: ['leak'],
  },
  {
    id: 'line-of-no-run',
    drops: 'a line that an alarm counts names its run',
    edits: [{ file: `${incoming}log-fields.ts`, at: 'logFieldsOf > property runId', becomes: 'reportId' }],
    faults: 'chat-gone:telegram.*@0.5',
    found: ['silent'],
  },
  {
    id: 'no-pointer',
    drops: 'a second placeholder points to the report, whatever was refused elsewhere',
    edits: [
      {
        file: `${show}point-to-report.ts`,
        at: 'pointToReport > if messageId stored',
        becomes: 'messageId === undefined || stored !== undefined',
      },
    ],
    faults: 'reject:telegram.editMessageText',
    found: ['placeholder-left'],
  },
];
