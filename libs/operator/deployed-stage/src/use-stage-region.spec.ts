import { useStageRegion } from './use-stage-region';

describe('useStageRegion', () => {
  it.each([
    [{}, 'eu-central-1'],
    [{ AWS_REGION: '' }, 'eu-central-1'],
    [{ AWS_REGION: 'us-east-1' }, 'us-east-1'],
  ])('makes of %j the region %s', (given, expected) => {
    const environment: Record<string, string | undefined> = { ...given };

    const region = useStageRegion('prod', environment);

    expect([region, environment['AWS_REGION']]).toEqual([expected, expected]);
  });

  it('knows no region of a stage without settings', () => {
    expect(() => useStageRegion('production', {})).toThrow(/no settings for the stage "production"/);
  });
});
