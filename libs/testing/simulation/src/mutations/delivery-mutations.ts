import { type Mutation } from './mutation';

const lease = 'libs/domain/delivery/src/lease/lease.ts';
const takeLease = 'libs/domain/delivery/src/lease/take-lease.ts';
const obstacleOf = 'libs/domain/delivery/src/lease/obstacle-of.ts';
const unansweredSends = 'libs/domain/delivery/src/lease/unanswered-sends.ts';
const showReport = 'libs/domain/delivery/src/show/show-report.ts';

/** Answers get lost, with and without the process that waits for them. */
const lostAnswers = 'drop-response:telegram.*@0.2,kill:notifier@0.3';

/** D1 to D8, D10, D11 and D13: deliver. */
export const deliveryMutations: readonly Mutation[] = [
  {
    id: 'D1',
    drops: 'an update becomes one message per destination',
    edits: [
      {
        file: 'libs/domain/delivery/src/process-report-updates.ts',
        find: 'await deps.sendReportUpdates(deliveries.map((message) => ({ body: message })));',
        replace:
          "for (const message of deliveries) {\n        const outcome = await deliver(reportRequestOf(message), deps);\n        if (outcome.status === 'later') throw new Error('later');\n      }",
      },
    ],
    faults: 'throttle:telegram.*@0.3',
    queryCount: 3,
    found: ['held-up'],
  },
  {
    id: 'D2',
    drops: 'one process at a time has the lease',
    edits: [
      {
        file: obstacleOf,
        find: 'const isHeld = lease !== undefined && nowMs < lease.untilMs;',
        replace: 'const isHeld = lease !== undefined && nowMs < 0;',
      },
    ],
    faults: 'duplicate:report-updates@0.15,slow:telegram.*=4s@0.5',
    queryCount: 3,
    found: ['stale', 'lost', 'double', 'needless-repeat'],
  },
  {
    id: 'D2-success',
    drops: 'a held lease returns the message to the queue',
    edits: [
      {
        file: obstacleOf,
        find: "if (isHeld) return { status: 'later', delayMs: waitForHolderMs(lease, nowMs) };",
        replace: 'if (isHeld) return waitForHolderMs(lease, nowMs) > 0 ? done : done;',
      },
    ],
    faults: 'kill:notifier@0.4,schedule-never:schedule.sweep',
    queryCount: 3,
    found: ['lost', 'stale'],
  },
  {
    id: 'D3',
    drops: 'taking the lease records the intent to send',
    edits: [
      {
        file: takeLease,
        find: 'const sendsAtOnce = sendsAnew(found, request) && !request.preparesFirst;',
        replace: 'const sendsAtOnce = sendsAnew(found, request) && request.revision < 0;',
      },
    ],
    faults: lostAnswers,
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D4',
    drops: 'the delivered revision is written after the call',
    edits: [
      {
        file: takeLease,
        find: 'const held: Delivery = { ...rest, lease, ...(leftUnansweredEdit(found) ? { unansweredEdit: true } : {}) };',
        replace: 'const held: Delivery = { ...rest, lease, deliveredRevision: revision };',
      },
    ],
    faults: 'kill:notifier@0.4',
    queryCount: 3,
    found: ['lost', 'stale'],
  },
  {
    id: 'D5',
    drops: 'the lease outlasts its holder',
    edits: [
      {
        file: 'libs/domain/delivery/src/lease/lease-time.ts',
        find: 'export const leaseMs = reportUpdatesDelivery.functionTimeoutSeconds * 1000 + botApiCallTimeoutMs + clockMarginMs;',
        replace:
          'export const leaseMs = (reportUpdatesDelivery.functionTimeoutSeconds * 1000 + botApiCallTimeoutMs + clockMarginMs) / 1000;',
      },
    ],
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
        find: '): number | undefined => messageId ?? (lostMessageId === undefined ? placeholderMessageId : undefined);',
        replace:
          '): number | undefined => (messageId !== undefined && lostMessageId === undefined ? placeholderMessageId : undefined);',
      },
    ],
    faults: 'delay:run-events=10m@0.3',
    queryCount: 3,
    found: ['double', 'needless-repeat', 'placeholder-left'],
  },
  {
    id: 'D6-marked',
    drops: 'what is sent after an unanswered send says so',
    edits: [
      {
        file: showReport,
        find: 'const isRepeat = place.isRepeat || lease.followsUnansweredSend || lease.delivery().isRepeat === true;',
        replace: 'const isRepeat = place.isRepeat && lease.followsUnansweredSend;',
      },
    ],
    faults: lostAnswers,
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D6-again',
    drops: 'a report is sent again after an unanswered send',
    edits: [{ file: unansweredSends, find: 'const maxPerRevision = 4;', replace: 'const maxPerRevision = 1;' }],
    faults: 'drop-response:telegram.*@0.2,late-effect:telegram.*@0.2,delay:run-events=10m@0.5',
    queryCount: 5,
    found: ['given-up-early'],
  },
  {
    id: 'D7',
    drops: 'deliveries are remembered for longer than the sweep repeats',
    edits: [
      {
        file: 'libs/domain/delivery/src/lease/write-delivery.ts',
        find: 'deliveryRetentionDays * 24 * 3600',
        replace: '60',
      },
    ],
    faults: 'delay:run-events=1s@0.01',
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D8',
    drops: 'a second placeholder points to the first',
    edits: [
      {
        file: 'libs/domain/fan-in/src/close/open-run.ts',
        find: 'if (destinations.every((destination) => placeholderOf(destination) === undefined)) return;',
        replace: 'if (destinations.length > 0) return;',
      },
    ],
    faults: 'kill:bot@0.8,drop-response:lambda.Invoke@0.3',
    queryCount: 3,
    found: ['placeholder-left'],
  },
  {
    id: 'D10',
    drops: 'a flood limit is read before every call',
    edits: [
      {
        file: 'libs/domain/delivery/src/show/flood-pause.ts',
        find: 'const pausedMs = untilMsOf(stored) - deps.clock.nowMs();',
        replace: 'const pausedMs = 0;',
      },
    ],
    faults: 'throttle:telegram.*@0.3,delay:run-events=10m@0.3',
    queryCount: 5,
    found: ['impatient'],
  },
  {
    id: 'D11',
    drops: 'a chat that has moved is served under its new id',
    edits: [
      {
        file: 'libs/domain/delivery/src/show/follow-moves.ts',
        find: 'if (!isMoved(outcome)) return outcome;',
        replace: "if (chatId !== '') return (isMoved(outcome) ? { status: 'done' } : outcome) as never;",
      },
    ],
    faults: 'chat-migrated:telegram.*@0.1',
    queryCount: 3,
    found: ['lost', 'stale'],
  },
  {
    id: 'D13',
    drops: 'a revision is sent four times without an answer, and no more',
    edits: [
      { file: unansweredSends, find: 'const maxPerRevision = 4;', replace: 'const maxPerRevision = 400;' },
      { file: unansweredSends, find: 'const maxPerRun = 6;', replace: 'const maxPerRun = 600;' },
    ],
    faults: 'drop-response:telegram.sendMessage@0.8',
    queryCount: 3,
    found: ['flood'],
  },
  {
    id: 'D13-run',
    drops: 'the sends without an answer of a run are bounded over its revisions',
    edits: [{ file: unansweredSends, find: 'const maxPerRun = 6;', replace: 'const maxPerRun = 600;' }],
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
        find: 'return { revision, count: count + 1, runCount: (found?.runCount ?? 0) + 1, atMs: nowMs };',
        replace: 'return { revision, count: Math.min(count + 1, 1), runCount: 1, atMs: nowMs };',
      },
    ],
    faults: 'drop-response:telegram.sendMessage@0.8',
    queryCount: 3,
    found: ['flood', 'silent'],
  },
  {
    id: 'D13-alarm',
    drops: 'an operator hears of the second send without an answer',
    edits: [
      {
        file: unansweredSends,
        find: 'export const alarmingUnansweredCount = 2;',
        replace: 'export const alarmingUnansweredCount = 9;',
      },
    ],
    faults: 'drop-response:telegram.sendMessage@0.8',
    queryCount: 3,
    found: ['silent'],
  },
];
