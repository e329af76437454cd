import { stageNameProblems } from './stage-name-problems';

describe('stageNameProblems', () => {
  it.each(['prod', 'prod-eu'])('stops %s where one name is the beginning of the other, with what to write', (stage) => {
    expect(stageNameProblems(stage, ['local', 'prod', 'prod-eu'])).toEqual([
      'infra/stages/src/prod-eu.ts: the name of the stage "prod-eu" begins with "prod-", so that policies and alarms ' +
        'of "prod" take its resources for their own: write another name, as in "eu-prod".',
    ]);
  });

  it.each(['prod', 'production', 'eu-prod', 'pro'])('takes %s beside others that no hyphen divides', (stage) => {
    expect(stageNameProblems(stage, ['prod', 'production', 'eu-prod', 'pro'])).toEqual([]);
  });
});
