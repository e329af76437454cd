import { type Mutation } from '../mutation';

const fanOut = 'libs/domain/fan-out/src/';

/** Slips of the dispatcher. */
export const fanOutSlips: readonly Mutation[] = [
  {
    id: 'dispatcher-throws',
    drops: 'a run is planned whenever nothing stands in its way',
    edits: [
      {
        file: `${fanOut}dispatch.ts`,
        at: 'start > call sendRunEvents',
        becomes: (was) => `clock.nowMs() % 3 > 0 ? Promise.reject(new TypeError('slip')) : ${was}`,
      },
    ],
    faults: 'none',
    found: ['needlessly-not-started'],
  },
  {
    id: 'short-window',
    drops: 'the window is as long as the catalogue says',
    edits: [
      {
        file: `${fanOut}window-of.ts`,
        at: 'stepsBackOf > then isOfDays',
        becomes: 'return (endMs, count) => endMs - (count * lengthMs) / 10;',
      },
    ],
    faults: 'none',
    found: ['wrong-window'],
  },
  {
    id: 'wrong-log-group',
    drops: "a question asks the bot's own log group",
    edits: [
      {
        file: `${fanOut}planned-jobs.ts`,
        at: 'logGroupNamesOf > then own-bot',
        becomes: "[botLogGroupName + 'x']",
      },
    ],
    faults: 'none',
    found: ['wrong-log-group'],
  },
];
