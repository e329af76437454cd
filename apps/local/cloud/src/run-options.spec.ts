import { UsageError } from '@pulso/adapters/node-runtime';

import { readRunOptions } from './run-options';

describe('readRunOptions', () => {
  const faultsOf = (values: Parameters<typeof readRunOptions>[0]) => readRunOptions(values).faults;

  it('has nothing to read when no faults are asked for', () => {
    expect(faultsOf({})).toBeUndefined();
  });

  it('reads a text and a preset, with a seed', () => {
    const bot = { kind: 'kill', target: 'bot', probability: 1 };

    expect(faultsOf({ faults: 'kill:bot' })).toEqual({ plan: { rules: [bot] }, seed: 1 });
    expect(faultsOf({ faults: 'kill:bot', 'faults-seed': '42' })).toEqual({ plan: { rules: [bot] }, seed: 42 });
    expect(faultsOf({ faults: 'none' })?.plan.rules).toEqual([]);
    expect(faultsOf({ faults: 'hell' })?.plan.rules.length).toBeGreaterThan(5);
  });

  it.each([
    [{ faults: 'kill:butler' }, /--faults: Part 1 of the fault plan, .*: kill has no target "butler"/],
    [{ faults: 'missing.json' }, /--faults: Part 1 of the fault plan, "missing\.json" at character 1/],
    [{ faults: '' }, /--faults: The fault plan is empty/],
    [{ faults: `kill:${'b'.repeat(10_000)}` }, /kill has no target "b{20}/],
    [{ faults: 'kill:bot,' }, /a comma too many/],
    [
      { faults: 'kill:bot', 'faults-seed': '-1' },
      /--faults-seed must be a whole number from 0 to 4294967295, got "-1"/,
    ],
    [{ faults: 'kill:bot', 'faults-seed': '1e3' }, /--faults-seed must be/],
    [{ 'faults-seed': '1' }, /means nothing without --faults/],
  ])('refuses %j', (values, problem) => {
    expect(() => faultsOf(values)).toThrow(UsageError);
    expect(() => faultsOf(values)).toThrow(problem);
  });
});
