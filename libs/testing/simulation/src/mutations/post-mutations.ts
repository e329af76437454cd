import { type Mutation } from './mutation';

const processReportUpdates = 'libs/domain/delivery/src/process-report-updates.ts';
const postReport = 'libs/domain/delivery/src/post/post-report.ts';
const comparedContent = 'libs/domain/delivery/src/post/compared-content.ts';
const obstacleOf = 'libs/domain/delivery/src/lease/obstacle-of.ts';
const deliveryKey = 'libs/domain/delivery/src/lease/delivery-key.ts';
const deliverChart = 'libs/domain/delivery/src/show/deliver-chart.ts';
const drawChart = 'libs/domain/delivery/src/show/draw-chart.ts';

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
        file: processReportUpdates,
        at: 'splitUp > deliveries',
        becomes: (was) => `${was}.map((message) => {
          if (isKnownDestination(message.destination)) return message;
          throw new UnknownDestinationKindError(message.destination.type);
        })`,
      },
    ],
    faults: 'delay:run-events=1s@0.01',
    found: ['lost', 'late', 'restless'],
  },
  {
    id: 'D3-posts',
    drops: 'the intent to send a mail or to call a webhook is recorded before it',
    edits: [{ file: postReport, at: 'postReport > call recordIntent', becomes: 'undefined' }],
    faults: lostPosts,
    found: ['double'],
  },
  {
    id: 'D3-charts',
    drops: 'the intent to send a chart is recorded before it',
    edits: [{ file: deliverChart, at: 'showChart > call recordIntent', becomes: 'undefined' }],
    faults: 'drop-response:telegram.*@0.3,kill:notifier@0.3',
    found: ['double'],
  },
  {
    id: 'D9-recount',
    drops: 'what was only counted again is not sent to readers who have the report',
    edits: [{ file: comparedContent, at: 'comparedContent > property value', becomes: 'number.value' }],
    faults: 'late-records:logs.StartQuery@0.5',
    found: ['needless-correction'],
  },
  {
    id: 'D9-repeated',
    drops: 'what is posted after an unanswered post says so',
    edits: [{ file: postReport, at: 'markerOf > return repeated', becomes: 'undefined' }],
    faults: lostPosts,
    found: ['double'],
  },
  {
    id: 'D9-correction',
    drops: 'a newer revision of what was posted is called a correction',
    edits: [{ file: postReport, at: 'markerOf > return correction', becomes: 'undefined' }],
    faults: lateAnswers,
    found: ['double'],
  },
  {
    id: 'D9-news',
    drops: 'a correction is sent only if it tells something else',
    edits: [{ file: postReport, at: 'postReport > if fingerprint', becomes: 'false' }],
    // A stray answer raises the revision of a closed run and changes nothing of its report.
    faults: lateAnswers,
    found: ['needless-correction'],
  },
  {
    id: 'D9-older',
    drops: 'an older revision is not posted while a newer one may have arrived',
    edits: [{ file: obstacleOf, at: 'isSentElsewhere', becomes: 'false' }],
    faults: `${lostPosts},${lateAnswers},delay:report-updates=10m@0.5`,
    queryCount: 5,
    found: ['stale'],
  },
  {
    id: 'D12',
    drops: 'a chart that fails ends its own part alone',
    edits: [{ file: drawChart, at: 'drawChart > return failed', becomes: 'Promise.reject(error)' }],
    faults: 'delay:run-events=1s@0.01',
    found: ['lost', 'late', 'restless'],
  },
  {
    id: 'D12-part',
    drops: 'a chart is a message of its own',
    edits: [{ file: deliveryKey, at: 'chartKeyOf > property part', becomes: '0' }],
    faults: lateAnswers,
    found: ['double', 'stale', 'chart-lost', 'lost'],
  },
];
