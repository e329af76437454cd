import { knownStages } from '@pulso/infra/stages';

import { useStageRegion } from './use-stage-place';

describe('useStageRegion', () => {
  it.each([
    [{}, knownStages.prod.region],
    [{ AWS_REGION: '' }, knownStages.prod.region],
    [{ AWS_REGION: 'another-region-1' }, 'another-region-1'],
  ])('makes of %j the region %s', (given, expected) => {
    const environment: Record<string, string | undefined> = { ...given };

    const region = useStageRegion('prod', environment);

    expect([region, environment['AWS_REGION']]).toEqual([expected, expected]);
  });

  it('knows no region of a stage without settings', () => {
    expect(() => useStageRegion('nostage', {})).toThrow(/no settings for the stage "nostage"/);
  });
});
