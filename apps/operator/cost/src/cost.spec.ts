import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { UsageError } from '@pulso/operator/command-line';
import { compareDesigns, designs } from '@pulso/operator/monthly-cost';

import { costJson } from './cost-json';
import { parseCostOptions } from './cost-options';
import { renderCost } from './render-cost';
import { renderDesigns } from './render-designs';

const example = ['--questions', '3', '--gb-per-day', '0.1', '--requests-per-day', '5000'];

function optionsOf(...args: string[]) {
  const options = parseCostOptions(args);
  if (!options) throw new Error('Help was asked for.');
  return options;
}

const shown = (...args: string[]): string => {
  const options = optionsOf(...args);
  return renderCost(compareDesigns(options.workload, options), options).join('\n');
};

const designsShown = (...args: string[]): string => renderDesigns(optionsOf('--designs', ...args)).join('\n');

const widthOf = (text: string): number => Math.max(...text.split('\n').map(({ length }) => length));

describe('parseCostOptions', () => {
  it('has an example as its defaults, and free tiers off', () => {
    expect(optionsOf()).toEqual(optionsOf(...example));
    expect(optionsOf()).toMatchObject({ region: 'eu-central-1', hasFreeTier: false });
    expect(optionsOf('--region=us-east-1', '--free-tier', '--tracing')).toMatchObject({
      region: 'us-east-1',
      hasFreeTier: true,
      workload: { isTraced: true, isWatched: true },
    });
    expect(optionsOf('--watch', 'off')?.workload.isWatched).toBe(false);
    expect(parseCostOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--questions', '0'], /--questions must be a whole number from 1 to 3000/],
    [['--questions', '3001'], /--questions must be a whole number/],
    [['--questions', '-1'], /^--questions can't be negative, got "-1"\.$/],
    [['--gb-per-day', '-.5'], /^--gb-per-day can't be negative/],
    [['--questions=-1'], /--questions must be a whole number from 1/],
    [['--gb-per-day', '1e3'], /--gb-per-day must be a number from 0 to 10000, for example 0\.1, got "1e3"/],
    [['--region', 'eu-west-1'], /there are prices of eu-central-1 and us-east-1 alone, not of "eu-west-1"/],
    [['--watch', 'daily'], /--watch must be hourly or off, got "daily"/],
    [['--json', '--details'], /leave out --details/],
    [['--json', '--designs'], /leave out --json/],
    [['--stage', 'prod'], /Unknown option '--stage'/],
  ])('refuses %j', (args, message) => {
    expect(() => parseCostOptions(args)).toThrow(UsageError);
    expect(() => parseCostOptions(args)).toThrow(message);
  });
});

describe('renderCost', () => {
  // docs/deploy.md quotes that file.
  it('makes what npm run -s cost > apps/operator/cost/src/testing/example.txt wrote', () => {
    const documented = readFileSync(join(__dirname, 'testing/example.txt'), 'utf8');

    expect(`${shown(...example)}\n`).toBe(documented);
  });

  it('shows a column for each design, whose rows add up to within cents', () => {
    const [head = '', ...rows] = shown(...example)
      .split('\n\n')[1]
      ?.split('\n')
      .filter((line) => !line.startsWith('--')) as string[];
    const cells = rows.map((row) =>
      designs.map((_, index) =>
        Number(
          row
            .slice(22 + index * 18, 40 + index * 18)
            .replace('< 0.01', '0')
            .replace('-', '0'),
        ),
      ),
    );
    const together = cells.pop() ?? [];

    expect(head).toMatch(/^ +Pulso +one Lambda +durable function +Step Functions +scheduled queries$/);
    for (const [column, total] of together.entries()) {
      const sum = cells.reduce((rest, row) => rest + (row[column] ?? 0), 0);
      expect(Math.abs(sum - total)).toBeLessThan(0.06);
    }
  });

  it('says when the prices were read, where each is from, and what is not verified', () => {
    const text = shown(...example, '--details');

    expect(text).toMatch(/Public prices, read on 20\d\d-\d\d-\d\d; \d+ of 20 are not verified/);
    expect(text).toMatch(
      /[\d,]+ x \$0\.0000004, request to a standard queue \(unverified\)\n {11}https:\/\/aws\.amazon\.com\/sqs\/pricing\/, read on 20\d\d-/,
    );
  });

  it('says where the other designs are cheaper', () => {
    expect(shown(...example)).toMatch(/One Lambda on a schedule is \$\d+\.\d\d a month cheaper than Pulso/);
    expect(shown(...example, '--questions', '3000')).toMatch(
      /Step Functions \(Standard\) is \$\d+\.\d\d a month more expensive/,
    );
  });

  it.each([[[]], [['--details', '--free-tier', '--questions', '3000', '--requests-per-day', '100000000']]])(
    'fits into a terminal with %j',
    (args) => {
      expect(widthOf(shown(...args))).toBeLessThanOrEqual(120);
    },
  );
});

describe('renderDesigns', () => {
  // docs/why.md quotes that file.
  it('makes what npm run -s cost -- --designs > apps/operator/cost/src/testing/designs.txt wrote', () => {
    const documented = readFileSync(join(__dirname, 'testing/designs.txt'), 'utf8');

    expect(`${designsShown()}\n`).toBe(documented);
  });

  it('shows the same for any number of questions, and less with free tiers', () => {
    const pulsoOf = (text: string) => Number(/^Pulso.* (\d+\.\d\d)$/m.exec(text)?.[1]);

    expect(designsShown('--questions', '2000')).toBe(designsShown());
    expect(pulsoOf(designsShown('--free-tier'))).toBeLessThan(pulsoOf(designsShown()));
  });

  it('says when the prices of durable functions were read, and that they are of another region', () => {
    const priceOf = (region: string) =>
      /15,090 x \$0\.000008, operation of a durable function.*\n.*/.exec(
        designsShown('--details', '--region', region),
      )?.[0];

    expect(priceOf('us-east-1')).toMatch(
      /function\n +https:\/\/aws\.amazon\.com\/lambda\/pricing\/, read on 2026-12-01$/,
    );
    expect(priceOf('eu-central-1')).toMatch(/function \(unverified\)\n/);
  });

  it('fits into a terminal', () => {
    expect(widthOf(designsShown('--details', '--requests-per-day', '100000000'))).toBeLessThanOrEqual(120);
  });
});

describe('costJson', () => {
  it('has the bills with all their items', () => {
    const options = optionsOf(...example);

    const json = JSON.parse(JSON.stringify(costJson(compareDesigns(options.workload, options), options))) as {
      designs: Record<string, { totalUsd: number; items: { usd: number }[]; services: Record<string, number> }>;
    };

    for (const { totalUsd, items, services } of Object.values(json.designs)) {
      expect(items.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(totalUsd, 9);
      expect(Object.values(services).reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(totalUsd, 9);
    }
  });
});
