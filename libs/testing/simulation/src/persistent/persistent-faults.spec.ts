import { silenceStacks } from '../crash-points/silence-stacks';
import { runWorlds } from '../world/run-worlds';
import { persistentFaults, persistentWorld } from './persistent-faults';

jest.setTimeout(3_600_000);
silenceStacks();

/** A commit tries an hour of one fault in this many; `npm run simulate -- --persistent` tries all of them at night. */
const eachOf = isNightly ? 4 : 16;

it('a world with a persistent fault shows nothing wrong, and rings for everything that readers miss', async () => {
  const faults = persistentFaults.filter(({ length }) => length === '1h').filter((_, index) => index % eachOf === 0);
  const problems: string[] = [];

  await runWorlds(
    (index) => {
      const fault = faults[index];
      // The world of a chat, or that of a schedule.
      return fault && persistentWorld(fault, index % 2 === 0 ? 10 : 16, 3);
    },
    ({ options, violations }) =>
      problems.push(...violations.map(({ rule, message }) => `${JSON.stringify(options)}: ${rule}: ${message}`)),
  );

  expect(faults.length).toBeGreaterThan(5);
  expect(problems).toEqual([]);
});
