import { type QueryDefinition, type ReportDefinition } from '@pulso/domain/reports';

import { definitionOf } from './planned-questions';
import { World, report } from './testing/world';
import { questionWindowOf } from './window-of';

const at = (text: string): number => Date.parse(text);

const week: QueryDefinition = { id: 'week', title: { en: 'Week' }, query: 'stats count(*)' };
const reach: QueryDefinition = { ...week, id: 'reach', window: { hours: 720 } };
const wholeDays: QueryDefinition = { ...week, id: 'days', window: { hours: 168, endsAt: '00:00' } };

/** Runs on Wednesday, 25 November, at 12:30. */
const weekly = (overrides: Partial<ReportDefinition> = {}) =>
  report({ window: { hours: 168, ingestLagMinutes: 5 }, queries: [week, reach, wholeDays], ...overrides });

describe('questionWindowOf', () => {
  const ofRun = { startMs: at('2026-11-18T12:25:00Z'), endMs: at('2026-11-25T12:25:00Z') };

  it.each<[string, QueryDefinition['window'], string, string]>([
    ['no window of its own', undefined, '2026-11-18T12:25:00Z', '2026-11-25T12:25:00Z'],
    ['hours', { hours: 720 }, '2026-10-26T12:25:00Z', '2026-11-25T12:25:00Z'],
    ['whole days', { hours: 168, endsAt: '00:00' }, '2026-11-18T00:00:00Z', '2026-11-25T00:00:00Z'],
    ['a time that is still to come', { hours: 24, endsAt: '12:26' }, '2026-11-23T12:26:00Z', '2026-11-24T12:26:00Z'],
  ])('is of a question with %s', (_what, window, start, end) => {
    expect(questionWindowOf(window, ofRun)).toEqual({ startMs: at(start), endMs: at(end) });
  });

  it('has whole UTC days also where clocks were moved within them', () => {
    const overChange = { startMs: at('2026-10-19T09:00:00Z'), endMs: at('2026-10-26T10:00:00Z') };

    expect(questionWindowOf({ hours: 168, endsAt: '00:00' }, overChange)).toEqual({
      startMs: at('2026-10-19T00:00:00Z'),
      endMs: at('2026-10-26T00:00:00Z'),
    });
  });
});

describe('a question with a window of its own', () => {
  const spanOf = ({ startTimeSeconds, endTimeSeconds }: { startTimeSeconds: number; endTimeSeconds: number }) =>
    (endTimeSeconds + 1 - startTimeSeconds) / 86_400;

  it('is asked about that, and the plan says so', async () => {
    const world = new World({ catalogue: [weekly()] });

    await world.dispatch();

    expect(world.jobs.map(({ body }) => [body.queryId, spanOf(body)])).toEqual([
      ['week', 7],
      ['reach', 30],
      ['days', 7],
    ]);
    expect(world.opened.plan.queries.map(({ window }) => window && window.endMs)).toEqual([
      undefined,
      at('2026-11-25T12:25:00Z'),
      at('2026-11-25T00:00:00Z'),
    ]);
  });

  it('has another definition than one about the window of the run', () => {
    expect(definitionOf(reach, weekly())).not.toBe(definitionOf(week, weekly()));
    expect(definitionOf(wholeDays, weekly())).toBe(definitionOf(week, weekly()));
  });
});
