import { type MetricFilterDefinition } from '../stacks';

import { createFilterMetrics, type FilteredEvent } from './filter-metrics';

const filter = (overrides: Partial<MetricFilterDefinition> = {}): MetricFilterDefinition => ({
  name: 'reports',
  logGroupName: '/aws/lambda/notifier',
  pattern: '{ ($.event = "report-delivered") && ($.state = "complete") }',
  metric: { namespace: 'Pulso/test', name: 'ReportDelivered' },
  value: '1',
  dimensions: { ReportId: '$.reportId' },
  ...overrides,
});

const event = (record: object, logGroupName = '/aws/lambda/notifier'): FilteredEvent => ({
  ...{ timestamp: 5, logGroupName, record },
});

const delivered = { event: 'report-delivered', state: 'complete', reportId: 'daily', sizeBytes: 12 };

describe('a metric filter', () => {
  it('counts the events that match, by the fields that are dimensions, at the time of the event', () => {
    expect(createFilterMetrics([filter()])(event(delivered))).toEqual([
      {
        metric: { namespace: 'Pulso/test', name: 'ReportDelivered', dimensions: { ReportId: 'daily' } },
        value: 1,
        atMs: 5,
      },
    ]);
  });

  it('takes its value from a field', () => {
    const [value] = createFilterMetrics([filter({ value: '$.sizeBytes' })])(event(delivered));

    expect(value?.value).toBe(12);
  });

  it.each([
    ['does not match', { ...delivered, state: 'partial' }],
    ['lacks the field of a dimension', { ...delivered, reportId: undefined }],
  ])('gives nothing for an event that %s', (_case, line) => {
    expect(createFilterMetrics([filter()])(event(line))).toEqual([]);
  });

  it('gives nothing for an event of another log group, or whose value is not a number', () => {
    expect(createFilterMetrics([filter()])(event(delivered, '/aws/lambda/bot'))).toEqual([]);
    expect(createFilterMetrics([filter({ value: '$.reportId' })])(event(delivered))).toEqual([]);
  });

  it('is refused if CloudWatch Logs would refuse its pattern or its selectors', () => {
    expect(() => createFilterMetrics([filter({ pattern: '{ $.a = ' })])).toThrow(/pattern/i);
    expect(() => createFilterMetrics([filter({ value: '$size' })])).toThrow(/\$\.field/);
  });
});
