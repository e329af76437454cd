import { type Mutation } from './mutation';

const lease = 'libs/domain/delivery/src/lease.ts';
const showReport = 'libs/domain/delivery/src/show-report.ts';

/** Answers get lost, with and without the process that waits for them. */
const lostAnswers = 'drop-response:telegram.*@0.2,kill:notifier@0.3';

/** D1 to D8, D10 and D11: deliver. */
export const deliveryMutations: readonly Mutation[] = [
  {
    id: 'D1',
    drops: 'an update becomes one message per destination',
    edits: [
      {
        file: 'libs/domain/delivery/src/process-report-updates.ts',
        find: 'if (deliveries.length > 0) await deps.sendReportUpdates(deliveries.map((message) => ({ body: message })));',
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
        file: lease,
        find: 'if (lease && lease.untilMs > nowMs) return',
        replace: 'if (lease && lease.untilMs < 0) return',
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
        file: lease,
        find: "return { status: 'later', delayMs: waitForHolderMs(lease, nowMs) };",
        replace: 'return waitForHolderMs(lease, nowMs) > 0 ? done : done;',
      },
    ],
    faults: 'kill:notifier@0.4,schedule-never:schedule.sweep',
    queryCount: 3,
    found: ['lost', 'stale'],
  },
  {
    id: 'D3',
    drops: 'taking the lease records the intent to send',
    edits: [{ file: lease, find: '{ sendIntent: true } : {}', replace: '{} : {}' }],
    faults: lostAnswers,
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D4',
    drops: 'the delivered revision is written after the call',
    edits: [
      {
        file: lease,
        find: 'lease: { takenAtMs: nowMs, untilMs: nowMs + leaseMs },',
        replace: 'lease: { takenAtMs: nowMs, untilMs: nowMs + leaseMs },\n      deliveredRevision: request.revision,',
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
        file: lease,
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
        find: '): number | undefined => messageId ?? (placeholderLost ? undefined : placeholderMessageId);',
        replace:
          '): number | undefined => (messageId === undefined || placeholderLost ? undefined : placeholderMessageId);',
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
        find: 'let isRepeat = place.isRepeat || lease.followsUnansweredSend || lease.delivery().isRepeat === true;',
        replace: 'let isRepeat = place.isRepeat && lease.followsUnansweredSend;',
      },
    ],
    faults: lostAnswers,
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'D6-again',
    drops: 'a report is sent again after an unanswered send',
    edits: [
      {
        file: lease,
        find: '  if (endedReason !== undefined) return done;',
        replace: '  if (endedReason !== undefined || (sendIntent && !lease)) return done;',
      },
      {
        file: showReport,
        find: 'throw new UnansweredCallError(messageId === undefined ? methods.send : methods.edit, outcome.reason);',
        replace:
          "return void UnansweredCallError, await lease.store(({ lease: _, ...rest }) => ({ ...rest, sendIntent: true })), { status: 'done' };",
      },
    ],
    faults: 'drop-response:telegram.*@0.2,late-effect:telegram.*@0.2,delay:run-events=10m@0.5',
    queryCount: 5,
    found: ['lost', 'stale'],
  },
  {
    id: 'D7',
    drops: 'deliveries are remembered for longer than the sweep repeats',
    edits: [
      {
        file: 'libs/domain/delivery/src/write-delivery.ts',
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
        file: 'libs/domain/fan-in/src/open-run.ts',
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
        file: 'libs/domain/delivery/src/flood-pause.ts',
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
        file: 'libs/domain/delivery/src/follow-moves.ts',
        find: 'if (!isMoved(outcome)) return outcome;',
        replace: "if (chatId !== '') return (isMoved(outcome) ? { status: 'done' } : outcome) as never;",
      },
    ],
    faults: 'chat-migrated:telegram.*@0.1',
    queryCount: 3,
    found: ['lost', 'stale'],
  },
];
