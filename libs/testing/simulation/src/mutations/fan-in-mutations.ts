import { type Mutation } from './mutation';

const transactions = 'libs/adapters/dynamodb-runs/src/result-transactions.ts';
const settleRun = 'libs/domain/fan-in/src/close/settle-run.ts';
const sendReport = 'libs/domain/fan-in/src/close/send-report.ts';
const reportContent = 'libs/domain/fan-in/src/report/report-content.ts';
const processRunEvents = 'libs/domain/fan-in/src/process-run-events.ts';
const sweep = 'libs/domain/fan-in/src/sweep/sweep.ts';

const noSweep = 'schedule-never:schedule.sweep';

/** A1 to A8: count, close, update. */
export const fanInMutations: readonly Mutation[] = [
  {
    id: 'A1',
    drops: 'a result is counted only where there was none',
    edits: [
      {
        file: transactions,
        find: "ConditionExpression: 'attribute_not_exists(#pk)',",
        replace: "ConditionExpression: 'attribute_exists(#pk) OR attribute_not_exists(#pk)',",
      },
    ],
    faults: 'duplicate:run-events@0.2',
    queryCount: 3,
    found: ['wrong-counter'],
  },
  {
    id: 'A2',
    drops: 'storing a result raises the revision',
    edits: [{ file: transactions, find: "['counter', 'revision']", replace: "['counter']" }],
    faults: 'delay:run-events=10m@0.2',
    queryCount: 5,
    found: ['stale'],
  },
  {
    id: 'A3',
    drops: 'the counter only triggers the check of the set',
    edits: [
      {
        file: settleRun,
        find: "return isFinished(plan, results) ? { why: 'finished', results } : undefined;",
        replace: "return isFinished(plan, results) ? { why: 'finished', results } : { why: 'finished', results };",
      },
    ],
    faults: 'delay:query-jobs=4m@0.5',
    queryCount: 3,
    found: ['closed-early'],
  },
  {
    id: 'A3-strangers',
    drops: 'results that the plan does not expect are ignored',
    edits: [
      {
        file: 'libs/domain/fan-in/src/run.ts',
        find: 'return expectedQueries(plan).every(({ queryId }) => answered.has(queryId));',
        replace: 'return expectedQueries(plan).length <= answered.size;',
      },
    ],
    faults: 'delay:query-jobs=4m@0.5',
    queryCount: 3,
    found: ['closed-early'],
  },
  {
    id: 'A3-label',
    drops: 'a report is called complete by its content and not because its run is closed',
    edits: [
      {
        file: reportContent,
        find: "missing.length === 0 ? 'complete' : 'partial'",
        replace: "missing.length >= 0 ? 'complete' : 'partial'",
      },
    ],
    faults: 'query-ends:logs.StartQuery@0.3',
    queryCount: 3,
    found: ['falsely-complete'],
  },
  {
    id: 'A4',
    drops: 'a run closes when it is finished, and not only when it is due',
    edits: [
      {
        file: settleRun,
        find: 'if (counter < expectedQueries(plan).length) return undefined;',
        replace: 'if (counter < Infinity) return undefined;',
      },
    ],
    faults: 'none',
    queryCount: 3,
    found: ['waited-for-deadline'],
  },
  {
    id: 'A4-due',
    drops: 'a run closes when it is due',
    edits: [
      {
        file: settleRun,
        find: "if (nowMs >= plan.reportDueAtMs) return { why: 'due', results: await store.readResults(runId) };",
        replace: '',
      },
      {
        // Else the deadline would be sent again every second.
        file: processRunEvents,
        find: "if (!isOpened(run) || run.state === 'closed') return;",
        replace: "if (!isOpened(run) || run.state === 'closed' || clock.nowMs() >= run.plan.reportDueAtMs) return;",
      },
    ],
    faults: 'dead-letter:query-jobs@0.2',
    queryCount: 3,
    found: ['late', 'never-closed', 'lost'],
  },
  {
    id: 'A5',
    drops: 'the revision of a snapshot is read before its results',
    edits: [
      {
        file: sendReport,
        find: 'const { runId, plan, revision, state } = run;\n  const results = await store.readResults(runId);',
        replace:
          'const { runId, plan, state } = run;\n  const results = await store.readResults(runId);\n  run = (await (store as any).readRun(runId)) ?? run;\n  const { revision } = run;',
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
        find: 'const change = await storeResult(event, deps);',
        replace: "const change = await storeResult(event, deps);\n  if (change === 'duplicate') return;",
      },
    ],
    faults: 'kill:aggregator@0.2',
    queryCount: 3,
    found: ['waited-for-deadline', 'stale', 'owed', 'lost'],
  },
  {
    id: 'A6-order',
    drops: 'a revision is marked as sent after it was sent',
    edits: [
      {
        file: sendReport,
        find: '  await publishReportUpdate(',
        replace: '  await store.markSent(runId, revision);\n  await publishReportUpdate(',
      },
    ],
    faults: `${noSweep},kill:aggregator@0.5`,
    queryCount: 3,
    found: ['lost', 'stale'],
  },
  {
    id: 'A7',
    drops: 'a deadline that comes early is sent again',
    edits: [
      {
        file: processRunEvents,
        find: "if (!isOpened(run) || run.state === 'closed') return;",
        replace: 'if (!isOpened(run) || run.runId) return;',
      },
    ],
    faults: `${noSweep},dead-letter:query-jobs@0.2,clock-skew:aggregator@0.5`,
    queryCount: 3,
    found: ['late', 'never-closed', 'lost'],
  },
  {
    id: 'A8',
    drops: 'the sweep repeats closed reports',
    edits: [
      {
        file: sweep,
        find: 'if (wasSentBefore && nowMs < closedAtMs + repeatForMs) await sendReport(run, deps);',
        replace: 'void wasSentBefore;',
      },
    ],
    faults: 'dead-letter:report-updates@0.2',
    queryCount: 3,
    found: ['late', 'lost', 'stale'],
  },
  {
    id: 'A8-alarm',
    drops: 'the sweep notices a scheduled run that did not come',
    edits: [
      {
        file: 'libs/domain/fan-in/src/sweep/watch-schedule.ts',
        find: 'if (!hasCome) {',
        replace: 'if (!hasCome && scheduledAtMs < 0) {',
      },
    ],
    faults: 'schedule-never:schedule.report@0.5',
    queryCount: 3,
    found: ['silent'],
  },
];
