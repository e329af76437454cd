import { type RegressionSeed } from './seeds';

/** A world of one fault that stays, as `--standing` makes it of a seed, with three questions. */
export type StandingRegressionSeed = Pick<RegressionSeed, 'seed' | 'why'>;

/** The same of `npm run simulate -- --standing`. */
export const standingRegressionSeeds: readonly StandingRegressionSeed[] = [
  {
    seed: 104_521,
    why:
      'Telegram refused every edit, so the report was posted below the message that showed its progress, and said that ' +
      'it was repeated. No report had been there before.',
  },
  {
    seed: 108_668,
    why:
      'The private chat of who pressed buttons took no messages, which raises no alarm, and the check asked for one. So ' +
      'it did where the person had blocked the bot.',
  },
  {
    seed: 172_318,
    why:
      'A person blocked the bot while a report that they had asked for was being prepared, and the check took the report ' +
      'that they never saw for lost, and the message "Preparing the report…" for one that the bot had forgotten.',
  },
  {
    seed: 105_670,
    why: 'Updates of the version before bring no earlier numbers, and the check asked for a picture of them.',
  },
  {
    seed: 110_737,
    why:
      'Telegram refused every edit, so a second placeholder of one run could not point to the report, and the check ' +
      'took it for a run without an end.',
  },
  {
    seed: 111_165,
    why:
      'By the clock of the bot it was three hours earlier, so what a button asked for lay before all known days. The ' +
      'check compared with the days known by then.',
  },
  {
    seed: 118_416,
    why:
      'By the clock of the bot a report was asked for three hours before it was, and its lateness was taken from there. ' +
      'It came in seven seconds.',
  },
];
