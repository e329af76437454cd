import { type Mutation } from './mutation';

const fanIn = 'libs/domain/fan-in/src/';
const numberInHistory = `${fanIn}history/number-in-history.ts`;
const isWithheld = `${fanIn}close/is-withheld.ts`;
const countAgain = `${fanIn}count/count-again.ts`;

/** Some queries fail for good, so some days are known in part. */
const partialDays = 'query-ends:logs.StartQuery@0.3';

const lateRecords = 'late-records:logs.StartQuery@0.5';

/** A9 to A13: what reports know of earlier ones. */
export const historyMutations: readonly Mutation[] = [
  {
    id: 'A9',
    drops: 'a later revision replaces the numbers of its run in the history',
    edits: [
      {
        file: 'libs/adapters/dynamodb-runs/src/create-run-store.ts',
        find: "'attribute_not_exists(#pk) OR (#runId = :runId AND #revision < :revision)'",
        replace:
          "'attribute_not_exists(#pk) OR (#runId = :runId AND #revision < :revision AND attribute_not_exists(#runId))'",
      },
    ],
    faults: 'delay:run-events=10m@0.3',
    queryCount: 3,
    found: ['no-history', 'lost-history'],
  },
  {
    id: 'A9-gap',
    drops: 'a day that is not known is a gap',
    edits: [
      {
        file: numberInHistory,
        find: 'if (!entry) return null;',
        replace: 'if (!entry) return 0;',
      },
    ],
    faults: 'none',
    queryCount: 3,
    found: ['wrong-history'],
  },
  {
    id: 'A9-partial',
    drops: 'what a partial day lacks is a gap',
    edits: [
      {
        file: numberInHistory,
        find: 'return numbers.get(keyOf(wanted)) ?? null;',
        replace: 'return numbers.get(keyOf(wanted)) ?? 0;',
      },
    ],
    faults: partialDays,
    queryCount: 3,
    found: ['wrong-history'],
  },
  {
    id: 'A9-definition',
    drops: 'a number of another definition is a gap',
    edits: [
      {
        file: numberInHistory,
        find: 'JSON.stringify([queryId, numberId, ofReportId, definition]);',
        replace: 'JSON.stringify([queryId, numberId, ofReportId, definition === undefined]);',
      },
    ],
    faults: 'none',
    queryCount: 3,
    found: ['wrong-history'],
  },
  {
    id: 'A9-progress',
    drops: 'progress is not compared',
    edits: [
      {
        file: `${fanIn}close/send-report.ts`,
        find: 'const past = isClosed ? await readPast(plan, readEntries(deps)) : undefined;',
        replace: 'const past = await readPast(plan, readEntries(deps));',
      },
    ],
    faults: 'none',
    queryCount: 3,
    found: ['wrong-history'],
  },
  {
    id: 'A11',
    drops: 'a report whose condition is not met is not sent',
    edits: [{ file: isWithheld, find: 'return found.value <= onlyIf.above;', replace: 'return found.value < 0;' }],
    faults: 'none',
    queryCount: 3,
    found: ['sent-for-nothing'],
  },
  {
    id: 'A11-again',
    drops: 'what readers have seen is corrected whether or not its condition is met',
    edits: [
      {
        file: isWithheld,
        find: 'if (!onlyIf || !mayBeWithheld(plan) || publishedRevision !== undefined) return false;',
        replace: 'if (!onlyIf || !mayBeWithheld(plan) || publishedRevision === 0) return false;',
      },
    ],
    faults: 'delay:run-events=20m@0.5',
    queryCount: 3,
    found: ['stale'],
  },
  {
    id: 'A11-marked',
    drops: 'a report with a condition is marked before it is handed over',
    edits: [
      {
        file: `${fanIn}close/send-report.ts`,
        find: 'if (mayBeWithheld(plan) && run.publishedRevision === undefined) await store.markPublished(runId, revision);',
        replace: 'void store.markPublished;',
      },
    ],
    faults: 'delay:run-events=20m@0.5',
    queryCount: 3,
    found: ['stale'],
  },
  {
    id: 'A12',
    drops: 'an answer to a button has the same run id for every repetition',
    edits: [
      {
        file: `${fanIn}report/answer-history.ts`,
        find: 'runId: historyRunIdOf(reportId, requestId),',
        replace:
          'runId: `${reportId}/history/${requestId}-${((globalThis as any).answerCount = ((globalThis as any).answerCount ?? 0) + 1)}`,',
      },
    ],
    faults: 'duplicate:run-events@0.3',
    queryCount: 3,
    found: ['double'],
  },
  {
    id: 'A12-press',
    drops: 'a press that is handled again is the same request',
    edits: [
      {
        file: 'libs/domain/conversation/src/report/press-button.ts',
        find: 'const requestId = `${userPseudonym}-${updateId}`;',
        replace: 'const requestId = `${userPseudonym}-${updateId}-${attempt}`;',
      },
    ],
    faults: 'drop-response:lambda.Invoke@0.5',
    queryCount: 3,
    found: ['unasked', 'double'],
  },
  {
    id: 'A13',
    drops: 'an answer that knows more takes the place of the first one',
    edits: [
      {
        file: countAgain,
        find: "if (!hasGrown(query, stored, result)) return 'duplicate';",
        replace: "if (hasGrown(query, stored, result) || stored) return 'duplicate';",
      },
    ],
    faults: lateRecords,
    queryCount: 3,
    found: ['late-lost'],
  },
  {
    id: 'A13-revision',
    drops: 'such an answer raises the revision',
    edits: [
      {
        file: 'libs/adapters/dynamodb-runs/src/result-transactions.ts',
        find: `{ success: 'success', finishedAtMs }),
      },
    },
    { Update: touchRun(tableName, result, ['revision']) },`,
        replace: `{ success: 'success', finishedAtMs }),
      },
    },
    { Update: touchRun(tableName, result, ['spare']) },`,
      },
    ],
    faults: lateRecords,
    queryCount: 3,
    found: ['stale', 'no-history'],
  },
  {
    id: 'A13-question',
    drops: 'an answer to another question than that of the plan changes nothing',
    edits: [
      {
        file: countAgain,
        find: 'query.definition !== recount.definition',
        replace: 'query.definition === recount.queryId',
      },
    ],
    faults: 'none',
    queryCount: 3,
    found: ['wrong-value', 'wrong-history'],
  },
  {
    id: 'A13-unknown',
    drops: 'nothing is stored of a run that there has not been',
    edits: [
      {
        file: countAgain,
        find: "!isOpened(run) || run.state !== 'closed') return 'duplicate';",
        replace: "!isOpened(run) || run.state !== 'closed') return (await store.addResult(result)) as any;",
      },
    ],
    faults: 'none',
    queryCount: 3,
    found: ['false-alarm'],
  },
];
