import { parseSimulateOptions } from './cli/simulate-options';
import { worldOf } from './cli/spread-seeds';
import { silenceStacks } from './crash-points/silence-stacks';
import { runWorld } from './world/run-worlds';

/**
 * Worlds that `npm run simulate` has found to break a promise, as its options. Add each one that you fix; its commit
 * says what was wrong. After a change of drawing code a seed is just another random world.
 */
const worlds = [
  '--seed 30208 --queries 3 --faults hell',
  '--seed 601059 --queries 2 --faults hell',
  '--seed 1302649 --queries 1 --faults hell',
  '--seed 25593 --queries 3 --faults hell',
  '--seed 176465 --queries 3 --faults hell',
  '--seed 252 --queries 10 --faults default',
  '--seed 189 --queries 3 --faults hell',
  '--seed 233367 --queries 3 --faults hell',
  '--seed 4442475 --queries 3 --faults hell',
  '--seed 7030022 --queries 3 --faults reject:telegram.editMessageText@0.5,drop-response:telegram.*@0.3',
  '--seed 7010013 --queries 3 --faults reject:*@0.1',
  '--seed 3 --queries 3 --faults kill:query-worker,clock-skew:dispatcher=3h --lasting 1d',
  '--seed 5058785 --queries 3 --faults hell',
  '--seed 5170766 --queries 3 --faults hell',
  '--seed 6117946 --queries 3 --faults hell',
  '--seed 6129819 --queries 3 --faults hell',
  '--seed 6161130 --queries 3 --faults hell',
  '--seed 6181016 --queries 3 --faults hell',
  '--seed 6236103 --queries 3 --faults hell',
  '--seed 6242942 --queries 3 --faults hell',
  '--seed 9153100 --queries 3 --faults hell',
  '--seed 9225680 --queries 3 --faults hell',
  '--seed 9244489 --queries 3 --faults hell',
  '--seed 9245429 --queries 3 --faults hell',
  '--seed 20056554 --queries 3 --faults hell',
  '--seed 20008791 --queries 3 --faults hell',
  '--seed 20000037 --queries 3 --faults hell',
  '--seed 20272748 --queries 3 --faults hell',
  '--seed 41002347 --queries 3 --persistent',
  '--seed 860045 --queries 3 --faults late-effect:telegram.editMessageText=170000ms@0.4',
  '--seed 740002 --queries 3 --faults batch-entry-refused:sqs.SendMessageBatch@0.6,kill:*@0.5',
  '--seed 880078 --queries 2 --faults delay:run-events=2400000ms@0.4',
  '--seed 880223 --queries 3 --faults delay:run-events=2400000ms@0.4',
];

silenceStacks();

it.each(worlds)('keeps every promise now: %s', async (line) => {
  const options = parseSimulateOptions(line.split(' '));
  if (!options) throw new Error(`No world: ${line}`);
  const { violations } = await runWorld(worldOf(options, options.firstSeed));

  expect(violations).toEqual([]);
});
