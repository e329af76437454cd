import { type Mutation } from './mutation';

const planRun = 'libs/domain/fan-out/src/plan-run.ts';
const processRunEvents = 'libs/domain/fan-in/src/process-run-events.ts';
const openRun = 'libs/adapters/dynamodb-runs/src/open-run-transaction.ts';

/** Without the sweep nothing else may be missing: kinds of faults that the rules bear without it. */
const noSweep = 'schedule-never:schedule.sweep';

/** T1 to T8: trigger, plan, query. */
export const planMutations: readonly Mutation[] = [
  {
    id: 'T1',
    drops: 'the run is named by its trigger',
    edits: [
      {
        file: planRun,
        find: 'const runId = runIdOf(request);',
        replace: 'const runId = `${runIdOf(request)}/${nowMs}`;',
      },
    ],
    faults: 'schedule-twice:schedule.report@0.5,kill:dispatcher@0.3',
    queryCount: 3,
    found: ['double', 'silent'],
  },
  {
    id: 'T2',
    drops: "the window comes from the trigger's own time",
    edits: [
      {
        file: planRun,
        find: 'const window = windowOf(request.trigger, definition);',
        replace:
          "const window = windowOf({ type: 'schedule', scheduledTime: new Date(nowMs).toISOString() }, definition);",
      },
    ],
    faults: 'schedule-late:schedule.report@0.5',
    queryCount: 3,
    found: ['wrong-window'],
  },
  {
    id: 'T3',
    drops: 'the deadline carries the plan as well',
    edits: [
      {
        file: processRunEvents,
        find: "case 'run-deadline':\n      await openRun(event, deps);",
        replace: "case 'run-deadline':",
      },
    ],
    faults: 'dead-letter:run-events@0.2',
    queryCount: 3,
    found: ['late', 'never-closed', 'lost'],
  },
  {
    id: 'T3-condition',
    drops: 'opening asks for "no plan" and not for "no item"',
    edits: [
      {
        file: openRun,
        find: 'Key: runKey(runId),',
        replace: "Key: runKey(runId), ConditionExpression: 'attribute_not_exists(#runId)',",
      },
    ],
    faults: 'delay:run-events=60s@0.3',
    queryCount: 3,
    found: ['never-closed', 'lost'],
  },
  {
    id: 'T4',
    drops: 'refused entries of a batch are sent again',
    edits: [
      {
        file: 'libs/adapters/sqs/src/create-send-messages.ts',
        find: 'if (refused.length === 0) return;',
        replace: 'return void refused;',
      },
    ],
    faults: 'batch-entry-refused:sqs.SendMessageBatch@0.05',
    queryCount: 10,
    found: ['job-lost', 'needlessly-partial'],
  },
  {
    id: 'T4-deadline',
    drops: 'the dispatcher sends a deadline',
    edits: [
      {
        file: 'libs/domain/fan-out/src/dispatch.ts',
        find: "type: 'run-deadline', runId, plan },\n      delaySeconds:",
        replace: "type: 'run-opened', runId, plan },\n      delaySeconds: 0 *",
      },
    ],
    faults: `${noSweep},dead-letter:query-jobs@0.2`,
    queryCount: 3,
    found: ['late', 'never-closed', 'lost'],
  },
  {
    id: 'T5',
    drops: 'due and give-up times count from the planning',
    edits: [
      {
        file: planRun,
        find: 'const giveUpAtMs = nowMs + Math.max(',
        replace:
          "const giveUpAtMs = (request.trigger.type === 'schedule' ? Date.parse(request.trigger.scheduledTime) : nowMs) + Math.max(",
      },
      {
        // Else the queue would refuse the delay of a deadline that has passed.
        file: 'libs/domain/fan-out/src/dispatch.ts',
        find: 'delaySeconds: Math.min(dueInSeconds, maxDelaySeconds),',
        replace: 'delaySeconds: Math.min(Math.max(dueInSeconds, 0), maxDelaySeconds),',
      },
    ],
    faults: 'schedule-late:schedule.report=20m@0.8',
    queryCount: 3,
    found: ['needlessly-partial'],
  },
  {
    id: 'T6',
    drops: 'the on-failure record makes the notifier tell the chat',
    edits: [
      {
        file: 'libs/domain/delivery/src/process-report-updates.ts',
        find: "if (trigger.type !== 'chat' && trigger.type !== 'history') return;",
        replace: "if (trigger.type !== 'chat' || request.reportId !== '') return;",
      },
    ],
    faults: 'refuse:sqs.SendMessageBatch@0.7',
    queryCount: 3,
    found: ['silent', 'placeholder-left'],
  },
  {
    id: 'T7',
    drops: 'throttling makes a job wait',
    edits: [
      {
        file: 'libs/domain/query-execution/src/execute-job.ts',
        find: "case 'throttled':\n      return { type: 'again', why: 'throttled' };",
        replace: "case 'throttled':\n      return failed('throttled', 'throttled');",
      },
    ],
    faults: 'throttle:logs.StartQuery@0.25',
    queryCount: 10,
    found: ['needlessly-partial', 'waited-for-deadline'],
  },
  {
    id: 'T8',
    drops: 'of messages that would wait for the same revision one does',
    edits: [
      {
        file: 'libs/domain/delivery/src/lease/obstacle-of.ts',
        find: 'awaited.messageId !== messageId &&',
        replace: "awaited.messageId === '' &&",
      },
    ],
    faults: 'drop-response:*@0.4',
    queryCount: 4,
    found: ['messages-multiply'],
  },
  {
    id: 'T9',
    drops: 'a job whose hand-over got no answer is handed on no more',
    edits: [
      {
        file: 'libs/domain/query-execution/src/process-query-jobs.ts',
        find: 'throw new MessageWaitsError(Math.max(visibilityTimeoutSeconds, Math.ceil((remainingMs - lastTryMs) / 1000)));',
        replace: 'throw new MessageWaitsError(visibilityTimeoutSeconds > 0 ? 1 : remainingMs - lastTryMs);',
      },
    ],
    faults: 'drop-response:*@0.4',
    queryCount: 4,
    found: ['messages-multiply'],
  },
];
