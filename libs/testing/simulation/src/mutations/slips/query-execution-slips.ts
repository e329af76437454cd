import { type Mutation } from '../mutation';

const queryExecution = 'libs/domain/query-execution/src/';

/** Slips of the query-worker. */
export const queryExecutionSlips: readonly Mutation[] = [
  {
    id: 'never-stops',
    drops: 'a query that is given up is stopped',
    edits: [{ file: `${queryExecution}execute-job.ts`, at: 'giveUp > call stop', becomes: 'Promise.resolve()' }],
    faults: 'query-ends:logs.StartQuery@0.5',
    found: ['query-left-running'],
  },
  {
    id: 'starts-twice',
    drops: 'a query is started once',
    edits: [
      {
        file: `${queryExecution}execute-job.ts`,
        at: 'start > started',
        becomes: (was) => `await runQuery.start(job).catch(() => undefined), ${was}`,
      },
    ],
    faults: 'none',
    found: ['started-twice'],
  },
  {
    id: 'poll-storm',
    drops: 'a running query is looked at now and then',
    edits: [{ file: `${queryExecution}pacing.ts`, at: 'pollWaitMs', becomes: '50' }],
    faults: 'none',
    found: ['too-costly'],
  },
];
