import { type Mutation } from './mutation';

const processReportUpdates = 'libs/domain/delivery/src/process-report-updates.ts';
const lease = 'libs/domain/delivery/src/lease/lease.ts';
const leaseTime = 'libs/domain/delivery/src/lease/lease-time.ts';
const takeLease = 'libs/domain/delivery/src/lease/take-lease.ts';
const obstacleOf = 'libs/domain/delivery/src/lease/obstacle-of.ts';
const unansweredSends = 'libs/domain/delivery/src/lease/unanswered-sends.ts';
const writeDelivery = 'libs/domain/delivery/src/lease/write-delivery.ts';
const showReport = 'libs/domain/delivery/src/show/show-report.ts';
const floodPause = 'libs/domain/delivery/src/show/flood-pause.ts';
const followMoves = 'libs/domain/delivery/src/show/follow-moves.ts';
const openRun = 'libs/domain/fan-in/src/close/open-run.ts';

/** Answers get lost, with and without the process that waits for them. */
const lostAnswers = 'drop-response:telegram.*@0.2,kill:notifier@0.3';

/** D1 to D8, D10, D11 and D13: deliver. */
export const deliveryMutations: readonly Mutation[] = [
  {
    id: 'D1',
    drops: 'an update becomes one message per destination',
    edits: [
      {
        file: processReportUpdates,
        at: 'splitUp > call sendReportUpdates',
        becomes: '(async () => { for (const message of deliveries) await deliverTo(message, inHand); })()',
      },
    ],
    faults: 'throttle:telegram.*@0.3',
    found: ['held-up'],
  },
  {
    id: 'D2',
    drops: 'one process at a time has the lease',
    edits: [{ file: obstacleOf, at: 'obstacleOf > isHeld', becomes: 'false' }],
    faults: 'duplicate:report-updates@0.15,slow:telegram.*=4s@0.5',
    found: ['stale', 'lost', 'double', 'needless-repeat'],
  },
  {
    id: 'D2-success',
    drops: 'a held lease returns the message to the queue',
    edits: [{ file: obstacleOf, at: 'obstacleOf > return waitForHolderMs', becomes: 'done' }],
    faults: 'kill:notifier@0.4,schedule-never:schedule.sweep',
    found: ['lost', 'stale'],
  },
  {
    id: 'D3',
    drops: 'taking the lease records the intent to send',
    edits: [{ file: takeLease, at: 'takeLease > sendsAtOnce', becomes: 'false' }],
    faults: lostAnswers,
    found: ['double'],
  },
  {
    id: 'D4',
    drops: 'the delivered revision is written after the call',
    edits: [{ file: takeLease, at: 'takeLease > held', becomes: '{ ...rest, lease, deliveredRevision: revision }' }],
    faults: 'kill:notifier@0.4',
    found: ['lost', 'stale'],
  },
  {
    id: 'D5',
    drops: 'the lease outlasts its holder',
    edits: [{ file: leaseTime, at: 'leaseMs', becomes: (was) => `${was} / 1000` }],
    faults: 'late-effect:telegram.*=60s@0.3,dead-letter:run-events@0.3',
    queryCount: 5,
    found: ['stale', 'lost', 'double'],
  },
  {
    id: 'D6',
    drops: 'with a message id everything is an edit',
    edits: [
      {
        file: lease,
        at: 'messageIdOf',
        becomes: 'messageId !== undefined && lostMessageId === undefined ? placeholderMessageId : undefined',
      },
    ],
    faults: 'delay:run-events=10m@0.3',
    found: ['double', 'needless-repeat', 'placeholder-left'],
  },
  {
    id: 'D6-marked',
    drops: 'what is sent after an unanswered send says so',
    edits: [
      { file: showReport, at: 'showReport > isRepeat', becomes: 'place.isRepeat && lease.followsUnansweredSend' },
    ],
    faults: lostAnswers,
    found: ['double'],
  },
  {
    id: 'D6-again',
    drops: 'a report is sent again after an unanswered send',
    edits: [{ file: unansweredSends, at: 'maxPerRevision', becomes: '1' }],
    faults: 'drop-response:telegram.*@0.2,late-effect:telegram.*@0.2,delay:run-events=10m@0.5',
    queryCount: 5,
    found: ['given-up-early'],
  },
  {
    id: 'D7',
    drops: 'deliveries are remembered for longer than the sweep repeats',
    edits: [{ file: writeDelivery, at: 'keptForSeconds', becomes: '60' }],
    faults: 'delay:run-events=1s@0.01',
    found: ['double'],
  },
  {
    id: 'D8',
    drops: 'a second placeholder points to the first',
    edits: [{ file: openRun, at: 'supersedePlaceholders > if destinations', becomes: 'true' }],
    faults: 'kill:bot@0.8,drop-response:lambda.Invoke@0.3',
    found: ['placeholder-left'],
  },
  {
    id: 'D10',
    drops: 'a flood limit is read before every call',
    edits: [{ file: floodPause, at: 'callUnlessPaused > pausedMs', becomes: '0' }],
    faults: 'throttle:telegram.*@0.3,delay:run-events=10m@0.3',
    queryCount: 5,
    found: ['impatient'],
  },
  {
    id: 'D11',
    drops: 'a chat that has moved is served under its new id',
    edits: [
      { file: followMoves, at: 'followMoves > if isMoved', becomes: 'true' },
      {
        file: followMoves,
        at: 'followMoves > return outcome',
        becomes: "isMoved(outcome) ? { status: 'done' } : outcome",
      },
    ],
    faults: 'chat-migrated:telegram.*@0.1',
    found: ['lost', 'stale'],
  },
  {
    id: 'D13',
    drops: 'a revision is sent four times without an answer, and no more',
    edits: [
      { file: unansweredSends, at: 'maxPerRevision', becomes: '400' },
      { file: unansweredSends, at: 'maxPerRun', becomes: '600' },
    ],
    faults: 'drop-response:telegram.sendMessage@0.8',
    found: ['flood'],
  },
  {
    id: 'D13-run',
    drops: 'the sends without an answer of a run are bounded over its revisions',
    edits: [{ file: unansweredSends, at: 'maxPerRun', becomes: '600' }],
    faults: 'drop-response:ses.*@0.9,drop-response:webhook.*@0.9,delay:run-events=2h@0.5',
    queryCount: 8,
    found: ['flood'],
  },
  {
    id: 'D13-stored',
    drops: 'a send is counted where the count survives',
    edits: [
      {
        file: unansweredSends,
        at: 'withOneMore > return count',
        becomes: '{ revision, count: 1, runCount: 1, atMs: nowMs }',
      },
    ],
    faults: 'drop-response:telegram.sendMessage@0.8',
    found: ['flood', 'silent'],
  },
  {
    id: 'D13-alarm',
    drops: 'an operator hears of the second send without an answer',
    edits: [{ file: unansweredSends, at: 'alarmingUnansweredCount', becomes: '9' }],
    faults: 'drop-response:telegram.sendMessage@0.8',
    found: ['silent'],
  },
];
