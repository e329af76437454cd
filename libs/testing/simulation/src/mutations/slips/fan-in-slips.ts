import { type Mutation } from '../mutation';

const fanIn = 'libs/domain/fan-in/src/';
const sendReport = `${fanIn}close/send-report.ts`;
const settleRun = `${fanIn}close/settle-run.ts`;
const answersOf = `${fanIn}report/answers-of.ts`;
const watchSchedule = `${fanIn}sweep/watch-schedule.ts`;

/** Slips of the aggregator. */
export const fanInSlips: readonly Mutation[] = [
  {
    id: 'always-partial',
    drops: 'a report with every answer is complete',
    edits: [{ file: `${fanIn}report/report-content.ts`, at: 'reportOf > isWhole', becomes: 'false' }],
    faults: 'none',
    found: ['stale'],
  },
  {
    id: 'wrong-value',
    drops: 'a number is shown as it was answered',
    edits: [{ file: answersOf, at: 'answersByShape > property value', becomes: (was) => `${was} + 1` }],
    faults: 'none',
    found: ['wrong-value'],
  },
  {
    id: 'no-reason',
    drops: 'a missing answer has a reason',
    edits: [
      { file: answersOf, at: 'answersOf > return reason', becomes: "missingAs(query, { code: 'x', message: '?' })" },
    ],
    faults: 'query-ends:logs.StartQuery@0.5',
    found: ['unnamed-missing'],
  },
  {
    id: 'no-history',
    drops: 'the numbers of a scheduled run are kept',
    edits: [{ file: sendReport, at: 'sendReport > call keepHistory', becomes: 'undefined' }],
    faults: 'none',
    found: ['no-history'],
  },
  {
    id: 'expects-nothing',
    drops: 'a scheduled run is expected by the schedule alone, the first one too',
    edits: [
      {
        file: watchSchedule,
        at: 'watchSchedule > if isNamedNext',
        becomes: (was) => `found === undefined || ${was}`,
      },
    ],
    faults: 'schedule-never:schedule.report@0.5',
    found: ['silent'],
  },
  {
    id: 'no-answers-no-alarm',
    drops: 'an operator is told of a run without any answer',
    edits: [{ file: settleRun, at: 'closeIfOver > if isUnanswered', becomes: 'false' }],
    faults: 'dead-letter:query-jobs',
    found: ['silent'],
  },
  {
    id: 'no-progress',
    drops: 'a person who waits sees progress',
    edits: [{ file: settleRun, at: 'isOwed > isWatched', becomes: 'false' }],
    faults: 'none',
    found: ['no-progress'],
  },
  {
    id: 'wrong-sum',
    drops: 'an answer to a button is the sum of its days',
    edits: [{ file: `${fanIn}history/sum-up.ts`, at: 'sumUp > sum', becomes: (was) => `${was} + 1` }],
    faults: 'none',
    found: ['wrong-history'],
  },
  {
    id: 'short-history',
    drops: 'a report is compared with two weeks',
    edits: [{ file: `${fanIn}history/past.ts`, at: 'shownWindowCount', becomes: '1' }],
    faults: 'none',
    found: ['lost-history'],
  },
  {
    id: 'missed-while-open',
    drops: 'a scheduled run that has begun is not missed, whatever becomes of its answers',
    edits: [
      {
        file: watchSchedule,
        at: 'lookForRun > hasCome',
        becomes: `await store
          .readRun(runId)
          .then((run) => run?.plan !== undefined && run.counter >= run.plan.queries.length)`,
      },
    ],
    faults: 'dead-letter:query-jobs@0.5',
    found: ['false-alarm'],
  },
  {
    id: 'partial-rings',
    drops: 'a run with some answers is not called one without any',
    edits: [
      {
        file: settleRun,
        at: 'isUnanswered > isAnswered',
        becomes: "expected.every((outcome) => outcome?.status === 'success')",
      },
    ],
    faults: 'dead-letter:query-jobs@0.5',
    found: ['false-alarm'],
  },
  {
    id: 'plan-missed-early',
    drops: 'a plan that comes after the first answers is waited for',
    edits: [{ file: `${fanIn}pacing.ts`, at: 'planGraceMs', becomes: 'minuteMs' }],
    faults: 'dead-letter:run-events@0.3',
    found: ['false-alarm'],
  },
];
