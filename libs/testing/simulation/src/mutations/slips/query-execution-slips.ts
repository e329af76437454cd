import { type Mutation } from '../mutation';
import { slip } from './slip';

const queryExecution = 'libs/domain/query-execution/src/';

/** Slips of the query-worker. */
export const queryExecutionSlips: readonly Mutation[] = [
  slip('query-ends:logs.StartQuery@0.5', {
    id: 'never-stops',
    drops: 'a query that is given up is stopped',
    edits: [
      {
        file: `${queryExecution}execute-job.ts`,
        find: 'finishedWith(job, poll);\n  await runQuery.stop(insightsQueryId).catch(() => undefined);',
        replace: 'finishedWith(job, poll);',
      },
    ],
    found: ['query-left-running'],
  }),
  slip('none', {
    id: 'starts-twice',
    drops: 'a query is started once',
    edits: [
      {
        file: `${queryExecution}execute-job.ts`,
        find: '  const started = await runQuery.start(job);',
        replace: '  await runQuery.start(job).catch(() => undefined);\n  const started = await runQuery.start(job);',
      },
    ],
    found: ['started-twice'],
  }),
  slip('none', {
    id: 'poll-storm',
    drops: 'a running query is looked at now and then',
    edits: [
      {
        file: `${queryExecution}pacing.ts`,
        find: 'Math.floor(halfJitter(Math.min(firstPollWaitMs * 2 ** pollCount, longestPollWaitMs), random));',
        replace: '50 + 0 * Math.floor(halfJitter(firstPollWaitMs + longestPollWaitMs * pollCount, random));',
      },
    ],
    found: ['too-costly'],
  }),
];
