import { type Mutation } from './mutation';

const transactions = 'libs/adapters/dynamodb/src/runs/result-transactions.ts';
const run = 'libs/domain/fan-in/src/run.ts';
const settleRun = 'libs/domain/fan-in/src/close/settle-run.ts';
const sendReport = 'libs/domain/fan-in/src/close/send-report.ts';
const reportContent = 'libs/domain/fan-in/src/report/report-content.ts';
const processRunEvents = 'libs/domain/fan-in/src/process-run-events.ts';
const sweep = 'libs/domain/fan-in/src/sweep/sweep.ts';
const watchSchedule = 'libs/domain/fan-in/src/sweep/watch-schedule.ts';

const noSweep = 'schedule-never:schedule.sweep';

/** A1 to A8: count, close, update. */
export const fanInMutations: readonly Mutation[] = [
  {
    id: 'A1',
    drops: 'a result is counted only where there was none',
    edits: [
      {
        file: transactions,
        at: 'addResultTransaction > property ConditionExpression',
        becomes: "'attribute_exists(#pk) OR attribute_not_exists(#pk)'",
      },
    ],
    faults: 'duplicate:run-events@0.2',
    found: ['wrong-counter'],
  },
  {
    id: 'A2',
    drops: 'storing a result raises the revision',
    edits: [
      {
        file: transactions,
        at: 'addResultTransaction > property Update',
        becomes: "touchRun(tableName, result, ['counter'])",
      },
    ],
    faults: 'delay:run-events=10m@0.2',
    queryCount: 5,
    found: ['stale'],
  },
  {
    id: 'A3',
    drops: 'the counter only triggers the check of the set',
    edits: [{ file: settleRun, at: 'endOf > if isFinished', becomes: 'true' }],
    faults: 'delay:query-jobs=4m@0.5',
    found: ['closed-early'],
  },
  {
    id: 'A3-strangers',
    drops: 'results that the plan does not expect are ignored',
    edits: [
      {
        file: run,
        at: 'isFinished > return expectedQueries',
        becomes: 'expectedQueries(plan).length <= answered.size',
      },
    ],
    faults: 'delay:query-jobs=4m@0.5',
    found: ['closed-early'],
  },
  {
    id: 'A3-label',
    drops: 'a report is called complete by its content and not because its run is closed',
    edits: [{ file: reportContent, at: 'reportOf > isWhole', becomes: 'true' }],
    faults: 'query-ends:logs.StartQuery@0.3',
    found: ['falsely-complete'],
  },
  {
    id: 'A4',
    drops: 'a run closes when it is finished, and not only when it is due',
    edits: [{ file: settleRun, at: 'endOf > if counter', becomes: 'true' }],
    faults: 'none',
    found: ['waited-for-deadline'],
  },
  {
    id: 'A4-due',
    drops: 'a run closes when it is due',
    edits: [
      { file: settleRun, at: 'endOf > if reportDueAtMs', becomes: 'false' },
      {
        // Else the deadline would be sent again every second.
        file: processRunEvents,
        at: 'waitIfEarly > if isOpened',
        becomes: (was) => `${was} || clock.nowMs() >= run.plan.reportDueAtMs`,
      },
    ],
    faults: 'dead-letter:query-jobs@0.2',
    found: ['late', 'never-closed', 'lost'],
  },
  {
    id: 'A5',
    drops: 'the revision of a snapshot is read before its results',
    edits: [
      {
        file: sendReport,
        at: 'sendReport',
        becomes: (was) => `
          const results = await deps.store.readResults(run.runId);
          const { revision } = await deps.store.readRun(run.runId);
          run = { ...run, revision };
          deps = { ...deps, store: { ...deps.store, readResults: () => results } };
          ${was}`,
      },
    ],
    // A redrive brings many late results at once, and slow reads keep them apart.
    faults: 'dead-letter:run-events@0.3,slow:dynamodb.*=500ms@0.5',
    queryCount: 10,
    found: ['stale', 'lost'],
  },
  {
    id: 'A6',
    drops: 'duplicates end with the check as well',
    edits: [
      {
        file: processRunEvents,
        at: 'countResult > call settleRun',
        becomes: (was) => `change === 'duplicate' ? undefined : ${was}`,
      },
    ],
    faults: 'kill:aggregator@0.2',
    found: ['waited-for-deadline', 'stale', 'owed', 'lost'],
  },
  {
    id: 'A6-order',
    drops: 'a revision is marked as sent after it was sent',
    edits: [
      {
        file: sendReport,
        at: 'publish > call publishReportUpdate',
        becomes: (was) => `store.markSent(runId, revision).then(() => ${was})`,
      },
    ],
    faults: `${noSweep},kill:aggregator@0.5`,
    found: ['lost', 'stale'],
  },
  {
    id: 'A7',
    drops: 'a deadline that comes early is sent again',
    edits: [{ file: processRunEvents, at: 'waitIfEarly > if isOpened', becomes: 'true' }],
    faults: `${noSweep},dead-letter:query-jobs@0.2,clock-skew:aggregator@0.5`,
    found: ['late', 'never-closed', 'lost'],
  },
  {
    id: 'A8',
    drops: 'the sweep repeats closed reports',
    edits: [{ file: sweep, at: 'repeatReport > isRepeated', becomes: 'false' }],
    faults: 'dead-letter:report-updates@0.2',
    found: ['late', 'lost', 'stale'],
  },
  {
    id: 'A8-alarm',
    drops: 'the sweep notices a scheduled run that did not come',
    edits: [{ file: watchSchedule, at: 'lookForRun > call log.error', becomes: 'undefined' }],
    faults: 'schedule-never:schedule.report@0.5',
    found: ['silent'],
  },
];
