import { type Mutation } from './mutation';

const delivery = 'libs/domain/delivery/src/';
const postReport = `${delivery}post/post-report.ts`;

/** Mails and calls of webhooks whose answers get lost, with and without the process that waits for them. */
const lostPosts = 'drop-response:ses.*@0.3,drop-response:webhook.*@0.3,kill:notifier@0.3';

/** Most runs close without some of their answers, which come later. */
const lateAnswers = 'delay:run-events=20m@0.5';

/** D1, D3, D9 and D12 for what can't be edited, for charts and for kinds of destination that are not known. */
export const postMutations: readonly Mutation[] = [
  {
    id: 'D1-unknown',
    drops: 'a destination of an unknown kind holds up no other',
    edits: [
      {
        file: `${delivery}process-report-updates.ts`,
        find: 'const deliveries = splitUpdate(incoming);',
        replace:
          'const deliveries = splitUpdate(incoming);\n      for (const { destination } of deliveries) if (!isKnownDestination(destination)) throw new UnknownDestinationKindError(destination.type);',
      },
    ],
    faults: 'delay:run-events=1s@0.01',
    queryCount: 3,
    found: ['lost', 'late', 'restless'],
  },
  {
    id: 'D3-posts',
    drops: 'the intent to send a mail or to call a webhook is recorded before it',
    edits: [{ file: postReport, find: '  await lease.recordIntent();\n', replace: '' }],
    faults: lostPosts,
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D3-charts',
    drops: 'the intent to send a chart is recorded before it',
    edits: [
      {
        file: `${delivery}show/deliver-chart.ts`,
        find: '  if (messageId === undefined) await lease.recordIntent();\n',
        replace: '',
      },
    ],
    faults: 'drop-response:telegram.*@0.3,kill:notifier@0.3',
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D9-recount',
    drops: 'what was only counted again is sent to nobody who has the report',
    edits: [
      {
        file: `${delivery}post/compared-content.ts`,
        find: 'value: recountedFrom ?? number.value,',
        replace: 'value: recountedFrom === Infinity ? 0 : number.value,',
      },
    ],
    faults: 'late-records:logs.StartQuery@0.5',
    queryCount: 3,
    found: ['needless-correction'],
  },
  {
    id: 'D9-repeated',
    drops: 'what is posted after an unanswered post says so',
    edits: [
      {
        file: postReport,
        find: "if (followsUnansweredSend) return 'repeated';",
        replace: 'if (followsUnansweredSend) return undefined;',
      },
    ],
    faults: lostPosts,
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D9-correction',
    drops: 'a newer revision of what was posted is called a correction',
    edits: [
      {
        file: postReport,
        find: "return deliveredRevision === undefined ? undefined : 'correction';",
        replace: 'return deliveredRevision === 0 ? undefined : undefined;',
      },
    ],
    faults: lateAnswers,
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D9-news',
    drops: 'a correction is sent only if it tells something else',
    edits: [
      {
        file: postReport,
        find: 'if (!lease.followsUnansweredSend && fingerprint === seen) {',
        replace: "if (!lease.followsUnansweredSend && fingerprint === '') {",
      },
    ],
    // A stray answer raises the revision of a closed run and changes nothing of its report.
    faults: lateAnswers,
    queryCount: 3,
    found: ['needless-correction'],
  },
  {
    id: 'D9-older',
    drops: 'an older revision is not posted while a newer one may have arrived',
    edits: [
      {
        file: `${delivery}lease/obstacle-of.ts`,
        find: 'unanswered !== undefined && unanswered.revision > revision;',
        replace: 'unanswered !== undefined && unanswered.revision > Infinity * (revision + 1);',
      },
    ],
    faults: `${lostPosts},${lateAnswers},delay:report-updates=10m@0.5`,
    queryCount: 5,
    found: ['stale'],
  },
  {
    id: 'D12',
    drops: 'a chart that fails ends its own part alone',
    edits: [
      {
        file: `${delivery}show/draw-chart.ts`,
        find: "return { status: 'failed', reason: `not drawn: ${fields.errorName}` };",
        replace: 'throw error;',
      },
    ],
    faults: 'delay:run-events=1s@0.01',
    queryCount: 3,
    found: ['lost', 'late', 'restless'],
  },
  {
    id: 'D12-part',
    drops: 'a chart is a message of its own',
    edits: [{ file: `${delivery}lease/delivery-key.ts`, find: '  part: 1,', replace: '  part: 0,' }],
    faults: lateAnswers,
    queryCount: 3,
    found: ['double', 'stale', 'chart-lost', 'lost'],
  },
];
