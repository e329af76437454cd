import { type Edit, type Mutation } from './mutation';

const conversation = 'libs/domain/conversation/src/';
const delivery = 'libs/domain/delivery/src/';
const fanIn = 'libs/domain/fan-in/src/';

/** @param lowered - `at` leads to the call that writes the line. */
const lowered = ({ id, faults, ...place }: Pick<Mutation, 'faults' | 'id'> & Pick<Edit, 'at' | 'file'>): Mutation => ({
  id,
  drops: 'the level of a line that an alarm counts',
  edits: [{ ...place, becomes: (was) => was.replace('log.error', 'log.warn') }],
  faults,
  found: ['silent'],
});

/** Lines that no alarm hears any more: what they say is in the log, and no operator is told. */
export const alarmMutations: readonly Mutation[] = [
  lowered({
    id: 'level-update-given-up',
    file: `${conversation}once/handle-request.ts`,
    at: 'giveUp > call log.error',
    faults: 'slow:dynamodb.PutItem=10s@0.8',
  }),
  lowered({
    id: 'level-run-start-unknown',
    file: `${conversation}report/start-report.ts`,
    at: 'startReport > call log.error',
    faults: 'refuse:lambda.Invoke',
  }),
  lowered({
    id: 'level-report-without-answers',
    file: `${fanIn}close/settle-run.ts`,
    at: 'closeIfOver > call log.error',
    faults: 'query-ends:logs.StartQuery',
  }),
  lowered({
    id: 'level-sweep-failed',
    file: `${fanIn}sweep/sweep.ts`,
    at: 'forEach > call log.error',
    faults: 'refuse:dynamodb.GetItem@0.3',
  }),
  lowered({
    id: 'level-scheduled-run-missing',
    file: `${fanIn}sweep/watch-schedule.ts`,
    at: 'lookForRun > call log.error',
    faults: 'schedule-never:schedule.report@0.5',
  }),
  lowered({
    id: 'level-run-not-started',
    file: `${delivery}process-report-updates.ts`,
    at: 'readLoudly > call log.error reportId',
    faults: 'kill:dispatcher',
  }),
  lowered({
    id: 'level-delivery-ended',
    file: `${delivery}lease/record-outcome.ts`,
    at: 'recordEnd > call log.error',
    faults: 'chat-gone:telegram.*@0.5',
  }),
];
