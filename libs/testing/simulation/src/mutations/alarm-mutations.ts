import { type Mutation } from './mutation';

const conversation = 'libs/domain/conversation/src/';
const delivery = 'libs/domain/delivery/src/';
const fanIn = 'libs/domain/fan-in/src/';

type LoweredLevel = Pick<Mutation, 'faults' | 'id'> & {
  readonly file: string;
  /** The call that writes the line, which occurs once in the file. */
  readonly find: string;
};

const lowered = ({ id, faults, file, find }: LoweredLevel): Mutation => ({
  id,
  drops: 'the level of a line that an alarm counts',
  edits: [{ file, find, replace: find.replace('log.error(', 'log.warn(').replace("'error'", "'warn'") }],
  faults,
  queryCount: 3,
  found: ['silent'],
});

/** Lines that no alarm hears any more: what they say is in the log, and no operator is told. */
export const alarmMutations: readonly Mutation[] = [
  lowered({
    id: 'level-update-given-up',
    file: `${conversation}once/handle-request.ts`,
    find: 'deps.log.error(alarmedEvents.updateGivenUp',
    faults: 'slow:dynamodb.PutItem=10s@0.8',
  }),
  lowered({
    id: 'level-run-start-unknown',
    file: `${conversation}report/start-report.ts`,
    find: '\n      log.error(alarmedEvents.runStartUnknown, fields);',
    faults: 'refuse:lambda.Invoke',
  }),
  lowered({
    id: 'level-report-without-answers',
    file: `${fanIn}close/settle-run.ts`,
    find: 'log.error(alarmedEvents.reportWithoutAnswers',
    faults: 'query-ends:logs.StartQuery',
  }),
  lowered({
    id: 'level-sweep-failed',
    file: `${fanIn}sweep/sweep.ts`,
    find: 'log.error(alarmedEvents.sweepFailed',
    faults: 'refuse:dynamodb.GetItem@0.3',
  }),
  lowered({
    id: 'level-scheduled-run-missing',
    file: `${fanIn}sweep/watch-schedule.ts`,
    find: 'log.error(alarmedEvents.scheduledRunMissing',
    faults: 'schedule-never:schedule.report@0.5',
  }),
  lowered({
    id: 'level-run-not-started',
    file: `${delivery}process-report-updates.ts`,
    find: 'log.error(alarmedEvents.runNotStarted, { runId',
    faults: 'kill:dispatcher',
  }),
  lowered({
    id: 'level-delivery-ended',
    file: `${delivery}lease/record-outcome.ts`,
    find: 'log.error(alarmedEvents.deliveryEnded',
    faults: 'chat-gone:telegram.*@0.5',
  }),
];
