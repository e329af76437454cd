import { type Mutation } from '../mutation';
import { slip } from './slip';

const fanOut = 'libs/domain/fan-out/src/';

/** Slips of the dispatcher. */
export const fanOutSlips: readonly Mutation[] = [
  slip('none', {
    id: 'dispatcher-throws',
    drops: 'a run is planned whenever nothing stands in its way',
    edits: [
      {
        file: `${fanOut}dispatch.ts`,
        find: '  const dueInSeconds',
        replace: "  if (clock.nowMs() % 3 > 0) throw new TypeError('slip');\n  const dueInSeconds",
      },
    ],
    found: ['needlessly-not-started'],
  }),
  slip('none', {
    id: 'short-window',
    drops: 'the window is as long as the catalogue says',
    edits: [
      { file: `${fanOut}window-of.ts`, find: 'endMs - count * lengthMs', replace: 'endMs - (count * lengthMs) / 10' },
    ],
    found: ['wrong-window'],
  }),
  slip('none', {
    id: 'wrong-log-group',
    drops: "a question asks the bot's own log group",
    edits: [
      {
        file: `${fanOut}planned-jobs.ts`,
        find: "logGroups.type === 'own-bot' ? [botLogGroupName]",
        replace: "logGroups.type === 'own-bot' ? [`${botLogGroupName}x`]",
      },
    ],
    found: ['wrong-log-group'],
  }),
];
