import { parseFaultPlan } from '@pulso/local/fault-plans';

import { silenceStacks } from '../crash-points/silence-stacks';
import { runWorld } from './run-worlds';

silenceStacks();

describe('the operator of a world', () => {
  it('gives up a report that a flood limit keeps back for ever, told by the alarm on its dead-letter queue', async () => {
    const faults = parseFaultPlan('throttle:telegram.sendMessage', 'simulation');

    const { violations, statistics } = await runWorld({ seed: 3, queryCount: 1, trigger: 'manual', faults });

    expect(violations).toEqual([]);
    expect(statistics.givenUp).toBe(1);
    expect(statistics.alarms['report-updates-dlq']).toBeGreaterThan(0);
    expect(statistics.events).toBeLessThan(20_000);
  });
});
