import { UnknownStageError } from './errors';
import { knownStages, stageSettings } from './known-stages';
import { serializeDestinations } from './serialize-destinations';

describe('stageSettings', () => {
  it.each([undefined, ''])('takes the local stage when STAGE is %p', (stage) => {
    expect(stageSettings(stage).stage).toBe('local');
  });

  it('finds every known stage by its name', () => {
    for (const settings of knownStages) expect(stageSettings(settings.stage)).toBe(settings);
  });

  it('lists the known stages when it is asked for another one', () => {
    expect(() => stageSettings('production')).toThrow(UnknownStageError);
    expect(() => stageSettings('production')).toThrow(/"production".*local, prod/);
  });

  it.each(['__proto__', 'constructor', 'toString', 'Local', ' local'])('does not take %p for a stage', (stage) => {
    expect(() => stageSettings(stage)).toThrow(UnknownStageError);
  });
});

describe('the settings of every stage', () => {
  it.each(knownStages)('$stage names itself in a way that fits into resource names', ({ stage }) => {
    expect(stage).toMatch(/^[a-z][a-z0-9-]{0,15}$/);
  });

  it.each(knownStages)('$stage queries at most the 50 log groups that one query takes', ({ foreignLogGroups }) => {
    expect(foreignLogGroups.length).toBeLessThan(50);
  });

  it.each(knownStages)('$stage has owners to report to', ({ destinations }) => {
    expect(destinations['owners']).not.toHaveLength(0);
  });

  it.each(knownStages)("$stage has no more destinations than fit into the dispatcher's environment", (settings) => {
    expect(() => serializeDestinations(settings)).not.toThrow();
  });
});
