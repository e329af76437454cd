import { createKillOnce, killTargets } from './kill-once';

describe('createKillOnce', () => {
  it.each(killTargets)('kills one invocation of %s in a run and no other', (target) => {
    const killOnce = createKillOnce(target);
    const own = `pulso-local-${target}`;
    expect(killOnce.forInvocation(own)).toBeUndefined();
    killOnce.begin();
    expect(killOnce.hasStruck()).toBe(false);

    const faults = Array.from({ length: 6 }, () => [
      killOnce.forInvocation('pulso-local-bot'),
      killOnce.forInvocation(own),
    ]);

    expect(faults.flat().filter(Boolean)).toEqual([{ kind: 'kill', afterMs: expect.any(Number) }]);
    expect(killOnce.hasStruck()).toBe(true);
  });
});
