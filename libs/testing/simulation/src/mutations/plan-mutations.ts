import { type Mutation } from './mutation';

const planRun = 'libs/domain/fan-out/src/plan-run.ts';
const dispatch = 'libs/domain/fan-out/src/dispatch.ts';
const executeJob = 'libs/domain/query-execution/src/execute-job.ts';
const processQueryJobs = 'libs/domain/query-execution/src/process-query-jobs.ts';
const sendMessages = 'libs/adapters/sqs/src/create-send-messages.ts';
const openRun = 'libs/adapters/dynamodb/src/runs/open-run-transaction.ts';
const processRunEvents = 'libs/domain/fan-in/src/process-run-events.ts';
const obstacleOf = 'libs/domain/delivery/src/lease/obstacle-of.ts';
const processReportUpdates = 'libs/domain/delivery/src/process-report-updates.ts';

/** Without the sweep nothing else may be missing: kinds of faults that the rules bear without it. */
const noSweep = 'schedule-never:schedule.sweep';

/** T1 to T9: trigger, plan, query. */
export const planMutations: readonly Mutation[] = [
  {
    id: 'T1',
    drops: 'the run is named by its trigger',
    edits: [{ file: planRun, at: 'planRun > runId', becomes: (was) => `${was} + '/' + nowMs` }],
    faults: 'schedule-twice:schedule.report@0.5,kill:dispatcher@0.3',
    found: ['double', 'silent'],
  },
  {
    id: 'T2',
    drops: "the window comes from the trigger's own time",
    edits: [
      {
        file: planRun,
        at: 'planRun > window',
        becomes: "windowOf({ type: 'schedule', scheduledTime: new Date(nowMs).toISOString() }, definition)",
      },
    ],
    faults: 'schedule-late:schedule.report@0.5',
    found: ['wrong-window'],
  },
  {
    id: 'T3',
    drops: 'the deadline carries the plan as well',
    edits: [{ file: processRunEvents, at: 'handle > case run-deadline > call openRun', becomes: 'undefined' }],
    faults: 'dead-letter:run-events@0.2',
    found: ['late', 'never-closed', 'lost'],
  },
  {
    id: 'T3-condition',
    drops: 'opening asks for "no plan" and not for "no item"',
    edits: [
      {
        file: openRun,
        at: 'openRunTransaction > property Update',
        becomes: (was) => `{ ...${was}, ConditionExpression: 'attribute_not_exists(#runId)' }`,
      },
    ],
    faults: 'delay:run-events=60s@0.3',
    found: ['never-closed', 'lost'],
  },
  {
    id: 'T4',
    drops: 'refused entries of a batch are sent again',
    edits: [{ file: sendMessages, at: 'createSendMessages > if refused', becomes: 'true' }],
    faults: 'batch-entry-refused:sqs.SendMessageBatch@0.05',
    queryCount: 10,
    found: ['job-lost', 'needlessly-partial'],
  },
  {
    id: 'T4-deadline',
    drops: 'the dispatcher sends a deadline',
    edits: [
      {
        file: dispatch,
        at: 'start > call sendRunEvents',
        becomes: "sendRunEvents([{ body: { schemaVersion: 1, type: 'run-opened', runId, plan } }])",
      },
    ],
    faults: `${noSweep},dead-letter:query-jobs@0.2`,
    found: ['late', 'never-closed', 'lost'],
  },
  {
    id: 'T5',
    drops: 'due and give-up times count from the planning',
    edits: [
      {
        file: planRun,
        at: 'planRun > giveUpAtMs',
        becomes: (was) => `${was} - nowMs + (Date.parse(request.trigger.scheduledTime) || nowMs)`,
      },
      // Else the queue would refuse the delay of a deadline that has passed.
      { file: dispatch, at: 'start > property delaySeconds', becomes: (was) => `Math.max(${was}, 0)` },
    ],
    faults: 'schedule-late:schedule.report=20m@0.8',
    found: ['needlessly-partial'],
  },
  {
    id: 'T6',
    drops: 'the on-failure record makes the notifier tell the chat',
    edits: [{ file: processReportUpdates, at: 'tellWhoAsked > if trigger', becomes: 'true' }],
    faults: 'refuse:sqs.SendMessageBatch@0.7',
    found: ['silent', 'placeholder-left'],
  },
  {
    id: 'T7',
    drops: 'throttling makes a job wait',
    edits: [
      { file: executeJob, at: 'start > case throttled > return again', becomes: "failed('throttled', 'throttled')" },
    ],
    faults: 'throttle:logs.StartQuery@0.25',
    queryCount: 10,
    found: ['needlessly-partial', 'waited-for-deadline'],
  },
  {
    id: 'T8',
    drops: 'of messages that would wait for the same revision one does',
    edits: [{ file: obstacleOf, at: 'obstacleOf > isOthers', becomes: 'false' }],
    faults: 'drop-response:*@0.4',
    queryCount: 4,
    found: ['messages-multiply'],
  },
  {
    id: 'T9',
    drops: 'a job whose hand-over got no answer is handed on no more',
    edits: [{ file: processQueryJobs, at: 'handOn > case unknown > call Math.max', becomes: '1' }],
    faults: 'drop-response:*@0.4',
    queryCount: 4,
    found: ['messages-multiply'],
  },
];
