import { lostBetweenVersions } from '../compare-versions';
import { createScratchCopy } from './testing/scratch-copy';

const plan = 'libs/contracts/report-plan/src/report-plan.ts';

describe('what two versions would lose', () => {
  const copy = createScratchCopy();

  afterEach(() => copy.git('reset', '--quiet', '--hard'));
  afterAll(() => copy.remove());

  it('is nothing where no source has changed', () => {
    copy.write('README.md', 'Changed.\n');

    expect(lostBetweenVersions(copy.root, 'HEAD')).toEqual([]);
  });

  it('is named with the commit that can not read it, before the change is committed', () => {
    const commit = copy.git('rev-parse', '--short=7', 'HEAD').trim();
    copy.write(plan, copy.read(plan).replace('above: z.number()', 'above: z.optional(z.number())'));

    expect(lostBetweenVersions(copy.root, 'HEAD')).toContainEqual(
      expect.stringContaining(
        `the aggregator of ${commit} does not understand "run-opened" of the dispatcher of today`,
      ),
    );
  });

  it('is asked about a commit that is there', () => {
    expect(() => lostBetweenVersions(copy.root, 'nowhere')).toThrow('nowhere is no commit of this clone');
  });
});
