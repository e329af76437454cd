import { type KnownDestination } from '@pulso/contracts/report-plan';

import { UnknownStageError, knownStages, stageNameOf } from './known-stages';
import { baseProblems } from './stage-problems';

describe('stageNameOf', () => {
  it.each([undefined, ''])('takes the local stage when STAGE is %p', (stage) => {
    expect(stageNameOf(stage)).toBe('local');
  });

  it('finds every known stage by its name', () => {
    for (const stage of Object.keys(knownStages)) expect(stageNameOf(stage)).toBe(stage);
  });

  it('lists the known stages for an unknown name', () => {
    const names = Object.keys(knownStages).join(', ');

    expect(() => stageNameOf('nostage')).toThrow(UnknownStageError);
    expect(() => stageNameOf('nostage')).toThrow(new RegExp(`"nostage". Known are ${names}; .*known-stages\\.ts`));
  });

  it.each(['__proto__', 'constructor', 'toString', 'Local', ' local'])('does not know the stage %p', (stage) => {
    expect(() => stageNameOf(stage)).toThrow(UnknownStageError);
  });
});

/** The compiler demands new kinds here. */
const kinds: Readonly<Record<KnownDestination['type'], true>> = { telegram: true, email: true, webhook: true };

it('the local stage sends reports to a destination of every kind, so that the local cloud tries each', () => {
  const sent = Object.values(knownStages.local.destinations).flatMap((list) => list.map(({ type }) => type));

  expect([...new Set(sent)].sort()).toEqual(Object.keys(kinds).sort());
});

describe.each(Object.entries(knownStages))('the settings of %s', (name, settings) => {
  const { stage, foreignLogGroups } = settings;

  it('name the stage in a way that fits into resource names', () => {
    expect(stage).toBe(name);
    expect(stage).toMatch(/^[a-z][a-z0-9-]{0,15}$/);
  });

  it('name the stage so that its prefix does not match another stage', () => {
    const problems = baseProblems(settings, Object.keys(knownStages));

    expect(problems.filter((problem) => problem.includes('the name of the stage'))).toEqual([]);
  });

  it('name at most 50 log groups, the limit of one query', () => {
    expect(foreignLogGroups.length).toBeLessThan(50);
  });
});
