import { FunctionEnvironments } from './function-environments';

describe('the environments of a function', () => {
  it('take events up to the reserved concurrency', () => {
    const environments = new FunctionEnvironments(2);

    const begun = [environments.begin(), environments.begin(), environments.begin()];
    environments.end();

    expect(begun).toEqual([true, true, false]);
    expect([environments.runningCount, environments.begin()]).toEqual([1, true]);
    expect(new FunctionEnvironments(0).begin()).toBe(false);
  });

  it('wait for the next event, unless they have died', () => {
    const environments = new FunctionEnvironments<string>();
    environments.begin();
    environments.begin();

    environments.end('warm');
    environments.end();

    expect([environments.takeIdle(), environments.takeIdle()]).toEqual(['warm', undefined]);
  });
});
