import { type LogFields } from '@pulso/kit/runtime';
import { hourMs, minuteMs } from '@pulso/kit/time';

import { Alarms } from './alarms';
import { deadLettersMetric, deliveredReportsMetric, functionMetric, sweepsMetric } from './stage-alarms';

const startMs = Date.parse('2026-11-25T12:15:00Z');

function world(undeclared: readonly string[] = []) {
  const kernel = { nowMs: startMs, isRecording: false, note: () => undefined };
  const alarms = new Alarms(kernel, undeclared);
  const write = (level: 'error' | 'info' | 'warn', event: string, fields: LogFields = {}): boolean =>
    alarms.takeLogLine({ service: 'notifier', level, event, fields, writtenAtMs: kernel.nowMs });
  return { kernel, alarms, write };
}

describe('the alarms of a world', () => {
  it('ring at the end of the minute in which a service writes an event at ERROR', () => {
    const { kernel, alarms, write } = world();
    kernel.nowMs = startMs + 10_000;

    const isCounted = write('error', 'delivery-ended');

    expect(isCounted).toBe(true);
    expect(alarms.rung).toEqual([{ baseName: 'notifier-delivery-ended', atMs: startMs + minuteMs }]);
  });

  it.each([
    ['warn', 'delivery-ended'],
    ['warn', 'message-not-settled'],
    ['error', 'sweep-failed'],
  ] as const)('hear nothing of a line at %s about %s, which no filter of the notifier counts', (level, event) => {
    const { alarms, write } = world();

    expect(write(level, event)).toBe(false);
    expect(alarms.rung).toEqual([]);
  });

  it('ring once while they last, and again after they have ended', () => {
    const { kernel, alarms, write } = world();

    for (const afterMs of [0, 2 * minuteMs, hourMs]) {
      kernel.nowMs = startMs + afterMs;
      write('error', 'delivery-ended');
    }

    expect(alarms.rung.map(({ atMs }) => atMs - startMs)).toEqual([minuteMs, hourMs + minuteMs]);
  });

  it('say whether one rang since a time, including one that began earlier and lasts', () => {
    const { kernel, alarms, write } = world();
    write('error', 'delivery-ended');
    kernel.nowMs = startMs + 2 * minuteMs;
    write('error', 'delivery-ended');

    expect(alarms.hasRung('notifier-delivery-ended')).toBe(true);
    expect(alarms.hasRung('notifier-delivery-ended', startMs + 2 * minuteMs)).toBe(true);
    expect(alarms.hasRung('notifier-delivery-ended', startMs + 4 * minuteMs)).toBe(false);
    expect(alarms.hasRung('notifier-chart-not-drawn')).toBe(false);
    expect(alarms.hasRung('notifier-no-such-alarm')).toBe(false);
  });

  it('say whether one rang within a time', () => {
    const { alarms, write } = world();
    write('error', 'delivery-ended');

    expect(alarms.hasRung('notifier-delivery-ended', startMs, startMs + minuteMs)).toBe(true);
    expect(alarms.hasRung('notifier-delivery-ended', startMs - hourMs, startMs)).toBe(false);
  });

  it('say whether one rang at a line about a run by a time', () => {
    const { kernel, alarms, write } = world();
    const isAbout = (runId: string) => (fields: LogFields) => fields['runId'] === runId;
    write('error', 'delivery-ended', { runId: 'run-1' });
    kernel.nowMs = startMs + hourMs;
    write('error', 'delivery-ended', { runId: 'run-2' });
    write('warn', 'delivery-ended', { runId: 'run-3' });

    expect(alarms.hasRungFor('notifier-delivery-ended', isAbout('run-1'))).toBe(true);
    expect(alarms.hasRungFor('notifier-delivery-ended', isAbout('run-2'))).toBe(true);
    expect(alarms.hasRungFor('notifier-delivery-ended', isAbout('run-2'), startMs + minuteMs)).toBe(false);
    expect(alarms.hasRungFor('notifier-delivery-ended', isAbout('run-3'))).toBe(false);
    expect(alarms.hasRungFor('notifier-chart-not-drawn', isAbout('run-1'))).toBe(false);
  });

  it('ring when the dead-letter queue of a queue grows', () => {
    const { alarms } = world();

    alarms.put({ metric: deadLettersMetric('run-events'), value: 1, atMs: startMs });

    expect(alarms.rung).toMatchObject([{ baseName: 'run-events-dlq' }]);
  });

  it('judge errors and durations by their thresholds', () => {
    const { alarms } = world();
    const put = (name: 'Duration' | 'Url5xxCount', value: number) =>
      alarms.put({ metric: functionMetric('bot', name), value, atMs: startMs });

    put('Duration', 7_999);
    for (let count = 0; count < 9; count += 1) put('Url5xxCount', 1);
    expect(alarms.rung).toEqual([]);

    put('Duration', 8_000);
    put('Url5xxCount', 1);
    expect(alarms.rung.map(({ baseName }) => baseName)).toEqual(['bot-url-5xx', 'bot-duration']);
  });

  it('ring when expected sweeps do not end', () => {
    const { alarms } = world();
    alarms.assumeUntil(sweepsMetric, startMs);

    alarms.await(sweepsMetric, startMs + 30 * minuteMs);
    expect(alarms.rung).toEqual([]);

    alarms.await(sweepsMetric, startMs + hourMs);
    expect(alarms.rung).toMatchObject([{ baseName: 'aggregator-sweep-missing' }]);
  });

  it('expect a complete report every day, unless it has a condition', () => {
    const reports = deliveredReportsMetric('daily-usage');
    const every = world();
    const some = world(['report-daily-usage-missing']);

    for (const { alarms } of [every, some]) {
      alarms.assumeUntil(reports, startMs);
      alarms.await(reports, startMs + 29 * hourMs);
    }

    expect(every.alarms.rung).toMatchObject([{ baseName: 'report-daily-usage-missing' }]);
    expect(some.alarms.rung).toEqual([]);
  });

  it('count only a complete scheduled report', () => {
    const { kernel, alarms, write } = world();
    const reports = deliveredReportsMetric('daily-usage');
    const delivered = { reportId: 'daily-usage', trigger: 'schedule', state: 'complete' };
    alarms.assumeUntil(reports, startMs);
    kernel.nowMs = startMs + 24 * hourMs;

    write('info', 'report-delivered', { ...delivered, state: 'partial' });
    write('info', 'report-delivered', delivered);
    alarms.await(reports, startMs + 48 * hourMs);
    expect(alarms.rung).toEqual([]);

    alarms.await(reports, startMs + 53 * hourMs);
    expect(alarms.rung).toHaveLength(1);
  });
});
