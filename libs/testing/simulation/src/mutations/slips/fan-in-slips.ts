import { type Mutation } from '../mutation';
import { slip } from './slip';

const fanIn = 'libs/domain/fan-in/src/';

/** Slips of the aggregator. */
export const fanInSlips: readonly Mutation[] = [
  slip('none', {
    id: 'always-partial',
    drops: 'a report with every answer is complete',
    edits: [
      {
        file: `${fanIn}report/report-content.ts`,
        find: "missing.length === 0 ? 'complete' : 'partial'",
        replace: "missing.length < 0 ? 'complete' : 'partial'",
      },
    ],
    found: ['stale'],
  }),
  slip('none', {
    id: 'wrong-value',
    drops: 'a number is shown as it was answered',
    edits: [
      {
        file: `${fanIn}report/answers-of.ts`,
        find: 'value: answer.value,',
        replace: 'value: answer.value + 1,',
      },
    ],
    found: ['wrong-value'],
  }),
  slip('query-ends:logs.StartQuery@0.5', {
    id: 'no-reason',
    drops: 'a missing answer has a reason',
    edits: [
      {
        file: `${fanIn}report/answers-of.ts`,
        find: 'return missingAs(query, outcome.reason);',
        replace: "return missingAs(query, { code: 'x', message: '?' });",
      },
    ],
    found: ['unnamed-missing'],
  }),
  slip('none', {
    id: 'no-history',
    drops: 'the numbers of a scheduled run are kept',
    edits: [
      {
        file: `${fanIn}close/send-report.ts`,
        find: "if (isClosed && plan.trigger === 'schedule') await store.keepHistory(historyEntryOf(run, content, numbers));",
        replace: 'void historyEntryOf;',
      },
    ],
    found: ['no-history'],
  }),
  slip('schedule-never:schedule.report@0.5', {
    id: 'expects-nothing',
    drops: 'a scheduled run is expected by the schedule alone, the first one too',
    edits: [
      {
        file: `${fanIn}sweep/watch-schedule.ts`,
        find: 'isNamedNext(found, schedule, nowMs) ? found : await',
        replace: 'found === undefined || isNamedNext(found, schedule, nowMs) ? found : await',
      },
    ],
    found: ['silent'],
  }),
  slip('dead-letter:query-jobs', {
    id: 'no-answers-no-alarm',
    drops: 'an operator is told of a run without any answer',
    edits: [
      {
        file: `${fanIn}close/settle-run.ts`,
        find: 'if (isUnanswered(plan, results)) {',
        replace: 'if (isUnanswered(plan, results) && counter < 0) {',
      },
    ],
    found: ['silent'],
  }),
  slip('none', {
    id: 'no-progress',
    drops: 'who waits sees progress',
    edits: [
      {
        file: `${fanIn}close/settle-run.ts`,
        find: 'plan.destinations.some(showsProgress);',
        replace: 'plan.destinations.length < 0;',
      },
    ],
    found: ['no-progress'],
  }),
  slip('none', {
    id: 'wrong-sum',
    drops: 'an answer to a button is the sum of its days',
    edits: [
      {
        file: `${fanIn}history/sum-up.ts`,
        find: 'const sum = known.reduce((a, b) => a + b, 0);',
        replace: 'const sum = known.reduce((a, b) => a + b, 1);',
      },
    ],
    found: ['wrong-history'],
  }),
  slip('none', {
    id: 'short-history',
    drops: 'a report is compared with two weeks',
    edits: [
      {
        file: `${fanIn}history/past.ts`,
        find: 'export const comparedWindowCount = 14;',
        replace: 'export const comparedWindowCount = 1;',
      },
    ],
    found: ['lost-history'],
  }),
  slip('dead-letter:query-jobs@0.5', {
    id: 'missed-while-open',
    drops: 'a scheduled run that has begun is not missed, whatever becomes of its answers',
    edits: [
      {
        file: `${fanIn}sweep/watch-schedule.ts`,
        find: 'const hasCome = (await store.readRun(runId))?.plan !== undefined;',
        replace:
          'const seen = await store.readRun(runId);\n  const hasCome = seen?.plan !== undefined && seen.counter >= seen.plan.queries.length;',
      },
    ],
    found: ['false-alarm'],
  }),
  slip('dead-letter:query-jobs@0.5', {
    id: 'partial-rings',
    drops: 'a run with some answers is not called one without any',
    edits: [
      {
        file: `${fanIn}close/settle-run.ts`,
        find: "const isAnswered = expected.some((outcome) => outcome?.status === 'success');",
        replace: "const isAnswered = expected.every((outcome) => outcome?.status === 'success');",
      },
    ],
    found: ['false-alarm'],
  }),
  slip('dead-letter:run-events@0.3', {
    id: 'plan-missed-early',
    drops: 'a plan that comes after the first answers is waited for',
    edits: [
      {
        file: `${fanIn}pacing.ts`,
        find: 'export const planGraceMs = 10 * minuteMs;',
        replace: 'export const planGraceMs = 1 * minuteMs;',
      },
    ],
    found: ['false-alarm'],
  }),
];
