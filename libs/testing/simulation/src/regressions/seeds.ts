import { type Length } from '../standing/standing-faults';

/** A world that once broke a promise, and must not do so again. */
export interface RegressionSeed {
  readonly seed: number;
  readonly queryCount: number;
  /** A plan of faults as `--faults` takes it: a preset or a SPEC. */
  readonly faults: string;
  /** As `--lasting` takes it. */
  readonly lasting?: Length;
  /** What happened in it, and what was wrong: the system or the simulation. */
  readonly why: string;
}

/**
 * Worlds that `npm run simulate` has found to break a promise. Add each one that you repair.
 *
 * Once code that draws has changed, a seed is another world: it then is one more random world, which costs nothing.
 */
export const regressionSeeds: readonly RegressionSeed[] = [
  {
    seed: 30_208,
    queryCount: 3,
    faults: 'hell',
    why:
      'A second placeholder could not be edited any more when it was to point to the report, and the check took it for ' +
      'forgotten.',
  },
  {
    seed: 601_059,
    queryCount: 2,
    faults: 'hell',
    why:
      'Telegram named a pause, and the notifier could not store it: two throttled writes, then one without an answer. ' +
      'Another process called within that time, which the check took for impatience.',
  },
  {
    seed: 1_302_649,
    queryCount: 1,
    faults: 'hell',
    why:
      'The call for a run got no answer, and the bot wrote "could not be started" over the report that the run had ' +
      'shown in the placeholder meanwhile. Nothing brought it back.',
  },
  {
    seed: 25_593,
    queryCount: 3,
    faults: 'hell',
    why:
      'Two requests of one run had posted a placeholder each. The news that the first one had failed took its ' +
      'placeholder for the report, and the other one, which the plan names, went on saying "preparing".',
  },
  {
    seed: 176_465,
    queryCount: 3,
    faults: 'hell',
    why:
      'The dispatcher opened a run and met throttling with its jobs three times, so none of its questions was asked. The ' +
      'report said at its due time that all answers were missing, rightly; the check knew of nothing in their way.',
  },
  {
    seed: 252,
    queryCount: 10,
    faults: 'default',
    why:
      'The request for a run was refused, and a flood limit kept the bot from saying so: its placeholder said ' +
      '"preparing" for ever.',
  },
  {
    seed: 189,
    queryCount: 3,
    faults: 'hell',
    why:
      'Two claims of the update were stored without an answer and counted as attempts, so the first placeholder whose ' +
      'answer was lost was not posted again. It said "preparing", and no run was asked for.',
  },
  {
    seed: 233_367,
    queryCount: 3,
    faults: 'hell',
    why:
      'The answers to both placeholders were lost, of which the first was there and the last, worded to be true without ' +
      'a run, was not. No run was asked for, and no alarm rang.',
  },
  {
    seed: 4_442_475,
    queryCount: 3,
    faults: 'hell',
    why:
      'Two requests of one run had posted a placeholder each. An edit that made one of them point to the other was on its ' +
      'way when the news that a request had failed took it for the report, and covered the report when it arrived.',
  },
  {
    seed: 7_030_022,
    queryCount: 3,
    faults: 'reject:telegram.editMessageText@0.5,drop-response:telegram.*@0.3',
    why:
      'Telegram refused the markup of a report, which then stood there as plain text. The check could read none but marked ' +
      'up ones, and took it for stale.',
  },
  {
    seed: 7_010_013,
    queryCount: 3,
    faults: 'reject:*@0.1',
    why: 'A chat of the settings refused its report for good, and an alarm said so. The check asked for the report.',
  },
  {
    seed: 3,
    queryCount: 3,
    faults: 'kill:query-worker,clock-skew:dispatcher=3h',
    lasting: '1d',
    why:
      'Every worker died for a day, and by the clock of the dispatcher there were hours left when the jobs were redriven. ' +
      'They started their queries again, and the check knew of no receive before that one.',
  },
  {
    seed: 5_058_785,
    queryCount: 3,
    faults: 'hell',
    why:
      'The request of a pressed button was received three times. A late answer came into the history in between, and the ' +
      'owner saw the newer of two answers, while the check knew only the one that was sent last.',
  },
  {
    seed: 5_170_766,
    queryCount: 3,
    faults: 'hell',
    why:
      'A process of the notifier was told of a flood limit and died before it could store it. Another one called within ' +
      'that time, which the check took for impatience.',
  },
  {
    seed: 6_117_946,
    queryCount: 3,
    faults: 'hell',
    why:
      'The notice that came instead of a locked placeholder got no answer, and the check took the report for ' +
      'the first message.',
  },
  {
    seed: 6_129_819,
    queryCount: 3,
    faults: 'hell',
    why: 'A person deleted the notice that no report would come, and the check took the chat for one that was never told.',
  },
  {
    seed: 6_161_130,
    queryCount: 3,
    faults: 'hell',
    why: "The picture of a week's history waited, and the check saw only its text, which was there.",
  },
  {
    seed: 6_181_016,
    queryCount: 3,
    faults: 'hell',
    why: 'The answer to a button was given up after four sends without an answer, as D13 has it, and the check missed it.',
  },
  {
    seed: 6_236_103,
    queryCount: 3,
    faults: 'hell',
    why: 'A number that did not change stands alone behind its bars, and the check read it as the value of the report.',
  },
  {
    seed: 6_242_942,
    queryCount: 3,
    faults: 'hell',
    why: 'A group became another chat between two sends without an answer, and the check counted both chats as one.',
  },
  {
    seed: 9_153_100,
    queryCount: 3,
    faults: 'hell',
    why:
      'SQS delivered a message once more after it was deleted. Its process took the lease and died, and the message that ' +
      'was left deleted itself for it: the answer to a button never came.',
  },
  {
    seed: 9_225_680,
    queryCount: 3,
    faults: 'hell',
    why: 'A person deleted the message that told them to press the button again, and the check missed it.',
  },
  {
    seed: 9_244_489,
    queryCount: 3,
    faults: 'hell',
    why:
      'A channel was gone before a fourth send could find that out. The operator was told of three sends without an ' +
      'answer, and the check asked for the other alarm.',
  },
  {
    seed: 9_245_429,
    queryCount: 3,
    faults: 'hell',
    why: 'Two sends without an answer before the due time were followed by a pause of 13 minutes, which no check knew.',
  },
  {
    seed: 20_056_554,
    queryCount: 3,
    faults: 'hell',
    why: 'Two processes died with a send before the due time, so that no line told of the pause, which the check missed.',
  },
  {
    seed: 20_008_791,
    queryCount: 3,
    faults: 'hell',
    why: 'A mail list and a webhook had one name, and messages for both were counted as copies of one.',
  },
  {
    seed: 20_000_037,
    queryCount: 3,
    faults: 'hell',
    why:
      'SQS gave one message to two processes. One deleted it for another message that waited for the picture, the other ' +
      'let it wait for the text, and the answer to a button was lost.',
  },
];
