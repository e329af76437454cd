import { type MetricFilterDefinition } from '../stacks';

import { type StoredLogEvent } from '../logs/event-list';
import { createFilterMetrics } from './filter-metrics';

const filter = (overrides: Partial<MetricFilterDefinition> = {}): MetricFilterDefinition => ({
  name: 'reports',
  logGroupName: '/aws/lambda/notifier',
  pattern: '{ ($.event = "report-delivered") && ($.state = "complete") }',
  metric: { namespace: 'Pulso/test', name: 'ReportDelivered' },
  value: '1',
  dimensions: { ReportId: '$.reportId' },
  ...overrides,
});

const event = (line: object, logGroupName = '/aws/lambda/notifier'): StoredLogEvent => ({
  timestamp: 5,
  ingestionTime: 6,
  logStream: 'stream',
  logGroupName,
  message: JSON.stringify(line),
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
    ['is no JSON', undefined],
  ])('gives nothing for an event that %s', (_case, line) => {
    const found = line ? event(line) : { ...event({}), message: 'report-delivered complete' };

    expect(createFilterMetrics([filter()])(found)).toEqual([]);
  });

  it('gives nothing for an event of another log group, or whose value is no number', () => {
    expect(createFilterMetrics([filter()])(event(delivered, '/aws/lambda/bot'))).toEqual([]);
    expect(createFilterMetrics([filter({ value: '$.reportId' })])(event(delivered))).toEqual([]);
  });

  it('is refused where CloudWatch Logs would refuse its pattern or its selectors', () => {
    expect(() => createFilterMetrics([filter({ pattern: '{ $.a = ' })])).toThrow(/pattern/i);
    expect(() => createFilterMetrics([filter({ value: '$size' })])).toThrow(/\$\.field/);
  });
});
