import { createFaultDraws } from './draw-faults';
import { matches } from './fault-plan';
import { parseFaultPlan } from './parse-fault-plan';

/** The moments, of a target's first hundred, that are struck. */
const struckMoments = (spec: string, seed: number, target = 'bot'): number[] => {
  const draws = createFaultDraws(parseFaultPlan(spec), seed);
  return Array.from({ length: 100 }, (_, moment) => moment).filter(() => draws.draw(['kill'], target));
};

describe('createFaultDraws', () => {
  it('strikes the same moments for the same seed and others for another', () => {
    expect(struckMoments('kill:bot@0.2', 1)).toEqual(struckMoments('kill:bot@0.2', 1));
    expect(struckMoments('kill:bot@0.2', 1)).not.toEqual(struckMoments('kill:bot@0.2', 2));
  });

  it('strikes about as often as the rule says', () => {
    const counts = Array.from({ length: 100 }, (_, seed) => struckMoments('kill:bot@0.2', seed).length);

    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean).toBeGreaterThan(18.5);
    expect(mean).toBeLessThan(21.5);
    expect(Math.min(...counts)).toBeLessThan(Math.max(...counts));
    expect(struckMoments('kill:bot', 1)).toHaveLength(100);
    expect(struckMoments('kill:bot@0', 1)).toEqual([]);
  });

  it('strikes no more often than the limit', () => {
    expect(struckMoments('kill:botx3', 1)).toEqual([0, 1, 2]);
  });

  it("lets neither other targets nor other rules change a target's fate", () => {
    const alone = struckMoments('kill:bot@0.2', 7);
    const draws = createFaultDraws(parseFaultPlan('kill:bot@0.2,kill:notifier'), 7);

    const together = Array.from({ length: 100 }, (_, moment) => moment).filter(() => {
      draws.draw(['kill'], 'notifier');
      draws.draw(['slow', 'refuse'], 'telegram.sendMessage');
      return draws.draw(['kill'], 'bot');
    });

    expect(together).toEqual(alone);
  });

  it('lets the first rule that strikes decide, and only rules that the caller can carry out', () => {
    const plan = parseFaultPlan('refuse:telegram.*,slow:telegram.sendMessage');

    expect(createFaultDraws(plan, 1).draw(['refuse', 'slow'], 'telegram.sendMessage')?.kind).toBe('refuse');
    expect(createFaultDraws(plan, 1).draw(['slow'], 'telegram.sendMessage')?.kind).toBe('slow');
    expect(createFaultDraws(plan, 1).draw(['kill'], 'telegram.sendMessage')).toBeUndefined();
  });
});

describe('matches', () => {
  it.each([
    ['*', 'run-events', true],
    ['dynamodb.*', 'dynamodb.GetItem', true],
    ['dynamodb.*', 'dynamodb', false],
    ['*.Get*', 'logs.GetQueryResults', true],
    ['*.Get*s', 'ssm.GetParameters', true],
    ['*bot*bot', 'bot', false],
    ['run-events', 'run-events', true],
    ['run-event', 'run-events', false],
    ['run.events', 'run-events', false],
  ])('%s means %s: %s', (target, candidate, expected) => {
    expect(matches({ target }, candidate)).toBe(expected);
  });
});
