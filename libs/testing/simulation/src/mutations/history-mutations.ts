import { type Mutation } from './mutation';

const runStore = 'libs/adapters/dynamodb/src/runs/create-run-store.ts';
const transactions = 'libs/adapters/dynamodb/src/runs/result-transactions.ts';
const numberInHistory = 'libs/domain/fan-in/src/history/number-in-history.ts';
const sendReport = 'libs/domain/fan-in/src/close/send-report.ts';
const isWithheld = 'libs/domain/fan-in/src/close/is-withheld.ts';
const decideNews = 'libs/domain/fan-in/src/news/decide-news.ts';
const tellNews = 'libs/domain/fan-in/src/news/tell-news.ts';
const countAgain = 'libs/domain/fan-in/src/count/count-again.ts';
const answerHistory = 'libs/domain/fan-in/src/report/answer-history.ts';
const pressButton = 'libs/domain/conversation/src/report/press-button.ts';

/** Some queries fail for good, so some days are known in part. */
const partialDays = 'query-ends:logs.StartQuery@0.3';

const lateRecords = 'late-records:logs.StartQuery@0.5';

/** A9 to A13, and A15: what reports know of earlier ones. */
export const historyMutations: readonly Mutation[] = [
  {
    id: 'A9',
    drops: 'a later revision replaces the numbers of its run in the history',
    edits: [
      {
        file: runStore,
        at: 'keepHistory > property ConditionExpression',
        becomes: (was) => `${was} + ' AND attribute_not_exists(#runId)'`,
      },
    ],
    faults: 'delay:run-events=10m@0.3',
    found: ['no-history', 'lost-history'],
  },
  {
    id: 'A9-gap',
    drops: 'a day that is not known is a gap',
    edits: [{ file: numberInHistory, at: 'createReadNumber > then entry', becomes: 'return 0;' }],
    faults: 'none',
    found: ['wrong-history'],
  },
  {
    id: 'A9-partial',
    drops: 'what a partial day lacks is a gap',
    edits: [{ file: numberInHistory, at: 'createReadNumber > return wanted', becomes: (was) => `${was} ?? 0` }],
    faults: partialDays,
    found: ['wrong-history'],
  },
  {
    id: 'A9-definition',
    drops: 'a number of another definition is a gap',
    edits: [
      {
        file: numberInHistory,
        at: 'keyOf',
        becomes: 'JSON.stringify([queryId, numberId, ofReportId, definition === undefined])',
      },
    ],
    faults: 'none',
    found: ['wrong-history'],
  },
  {
    id: 'A9-progress',
    drops: 'progress is not compared',
    edits: [{ file: sendReport, at: 'sendReport > past > if isClosed', becomes: 'true' }],
    faults: 'none',
    found: ['wrong-history'],
  },
  {
    id: 'A11',
    drops: 'a report whose condition is not met is not sent',
    edits: [{ file: isWithheld, at: 'isWithheld > return above', becomes: 'false' }],
    faults: 'none',
    found: ['sent-for-nothing'],
  },
  {
    id: 'A11-again',
    drops: 'what readers have seen is corrected whether or not its condition is met',
    edits: [{ file: isWithheld, at: 'isWithheld > if publishedRevision', becomes: '!onlyIf || !mayBeWithheld(plan)' }],
    faults: 'delay:run-events=20m@0.5',
    found: ['stale'],
  },
  {
    id: 'A11-marked',
    drops: 'a report with a condition is marked before it is handed over',
    edits: [{ file: sendReport, at: 'publish > if publishedRevision', becomes: 'false' }],
    faults: 'delay:run-events=20m@0.5',
    found: ['stale'],
  },
  {
    id: 'A12',
    drops: 'an answer to a button has the same run id for every repetition',
    edits: [
      {
        file: answerHistory,
        at: 'answerHistory > update > property runId',
        becomes: (was) => `${was} + '-' + (globalThis.answerCount = (globalThis.answerCount ?? 0) + 1)`,
      },
    ],
    faults: 'duplicate:run-events@0.3',
    found: ['double'],
  },
  {
    id: 'A12-press',
    drops: 'a press that is handled again is the same request',
    edits: [{ file: pressButton, at: 'askForHistory > requestId', becomes: (was) => `${was} + '-' + context.attempt` }],
    faults: 'drop-response:lambda.Invoke@0.5',
    found: ['unasked', 'double'],
  },
  {
    id: 'A13',
    drops: 'an answer that knows more takes the place of the first one',
    edits: [{ file: countAgain, at: 'countAgain > if hasGrown', becomes: 'true' }],
    faults: lateRecords,
    found: ['late-lost'],
  },
  {
    id: 'A13-revision',
    drops: 'such an answer raises the revision',
    edits: [
      {
        file: transactions,
        at: 'replaceSuccessTransaction > property Update',
        becomes: "touchRun(tableName, result, ['spare'])",
      },
    ],
    faults: lateRecords,
    found: ['stale', 'no-history'],
  },
  {
    id: 'A13-question',
    drops: 'an answer to another question than that of the plan changes nothing',
    edits: [{ file: countAgain, at: 'countAgain > if definition', becomes: '!query || !isSame' }],
    faults: 'none',
    found: ['wrong-value', 'wrong-history'],
  },
  {
    id: 'A13-unknown',
    drops: 'nothing is stored of a run that there has not been',
    edits: [{ file: countAgain, at: 'countAgain > then isOpened', becomes: 'return await store.addResult(result);' }],
    faults: 'none',
    found: ['false-alarm'],
  },
  {
    id: 'A15',
    drops: 'what is news is kept before it is told',
    edits: [{ file: tellNews, at: 'tellNews > if kept', becomes: 'true' }],
    faults: 'none',
    found: ['news-lost', 'sent-for-nothing'],
  },
  {
    id: 'A15-order',
    drops: 'what is older than what was decided is no news',
    edits: [
      { file: decideNews, at: 'decideNews > if decidedEndMs', becomes: 'read && read.decidedEndMs === windowEndMs' },
    ],
    faults: 'delay:run-events=90m@0.3',
    found: ['wrong-news'],
  },
  {
    id: 'A15-pause',
    drops: 'one kind of news is told once in six hours',
    edits: [{ file: decideNews, at: 'changeFrom > if repeatedAfterMs', becomes: 'false' }],
    faults: 'none',
    found: ['wrong-news'],
  },
  {
    id: 'A15-same',
    drops: 'a run that was decided tells the same again',
    edits: [{ file: decideNews, at: 'decideNews > then decidedEndMs', becomes: '{ return { news: [] }; }' }],
    faults: 'refuse:dynamodb.UpdateItem@0.4',
    found: ['lost', 'wrong-news'],
  },
];
