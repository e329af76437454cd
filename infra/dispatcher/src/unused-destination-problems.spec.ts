import { catalogue } from '@pulso/domain/reports';
import { type StageDestination, type StageSettings, knownStages } from '@pulso/infra/stages';

import { unusedDestinationProblems } from './unused-destination-problems';

const chat: StageDestination = { type: 'telegram', chatId: '-1', showsProgress: false };
const webhook: StageDestination = { type: 'webhook', name: 'team', format: 'pulso' };
const reports = [{ destinations: 'owners' }, { destinations: 'owners' }];

describe('unusedDestinationProblems', () => {
  it('gives the file and each name that no report has, and what to write', () => {
    const destinations = { owners: [chat], owner: [chat], team: [webhook] };

    expect(unusedDestinationProblems(reports, { stage: 'prod', destinations })).toEqual([
      'infra/stages/src/prod.ts: no report goes to destinations.owner: write them under owners, or name them in a ' +
        'report of libs/domain/reports/src/catalogue.',
      expect.stringMatching(/^infra\/stages\/src\/prod\.ts: no report goes to destinations\.team: write them/),
    ]);
  });

  it.each<[string, StageSettings]>(Object.entries(knownStages))('finds none in the stage %s', (_stage, settings) => {
    expect(unusedDestinationProblems(catalogue, settings)).toEqual([]);
  });
});
