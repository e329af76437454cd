import { readFileSync } from 'node:fs';

import { deployedParts } from '@pulso/operator/monthly-cost';

import { localStage, findStacks } from '../cloud/read-definition';
import './testing/at-root';

interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** @see https://aws.amazon.com/cloudwatch/pricing/ which counts the metrics of an alarm */
function metricCountOf({ metric_query: queries }: Readonly<Record<string, unknown>>): number {
  if (!Array.isArray(queries)) return 1;
  return queries.filter((query: object) => 'metric' in query).length;
}

describe('what npm run cost counts without use', () => {
  let stacks: readonly Stack[];

  beforeAll(() => {
    stacks = findStacks(localStage).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Stack);
  });

  const all = (type: string) => stacks.flatMap(({ resource }) => Object.values(resource[type] ?? {}));

  /** A change of one of them belongs into `libs/operator/monthly-cost/src/deployed-parts.ts`. */
  it('is in deployed-parts.ts what the stacks declare', () => {
    const fiveMinutely = all('aws_scheduler_schedule').filter(
      ({ schedule_expression: expression }) => expression === 'rate(5 minutes)',
    );

    expect(deployedParts).toEqual({
      alarmCount: all('aws_cloudwatch_metric_alarm').reduce((sum, alarm) => sum + metricCountOf(alarm), 0),
      dashboardCount: all('aws_cloudwatch_dashboard').length,
      polledQueueCount: all('aws_lambda_event_source_mapping').length,
      sweepsPerDay: fiveMinutely.length * 288,
    });
  });
});
