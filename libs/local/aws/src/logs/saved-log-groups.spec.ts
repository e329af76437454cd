import { LogStore } from './log-store';

type Fields = Readonly<Record<string, unknown>>;

const clock = { nowMs: () => 1_000_000 };

describe('saved log groups', () => {
  let one: LogStore;
  let other: LogStore;

  beforeEach(() => {
    [one, other] = [new LogStore({ clock }), new LogStore({ clock })];
    one.createLogGroup('/own', { retentionDays: 14 });
    one.createLogGroup('/kept-for-ever');
    one.append('/own', 's', [
      { timestamp: 999_000, message: 'a line\nand another' },
      { timestamp: 999_001, message: '{}' },
    ]);
  });

  const saved = (): Fields[] => one.dump().map((record) => JSON.parse(record) as Fields);

  it('are what they were, with and without a retention', () => {
    other.load(saved());

    expect(other.dump()).toEqual(one.dump());
    expect(other.get('/kept-for-ever').retentionDays).toBeUndefined();
  });

  it('have what could not be found yet', () => {
    const late = new LogStore({ clock, lateByMs: () => 60_000 });
    late.createLogGroup('/own');
    late.append('/own', 's', [{ timestamp: 999_000, message: 'late' }]);

    other.load(late.dump().map((record) => JSON.parse(record) as Fields));

    expect([...other.eventsOf(other.get('/own'))]).toMatchObject([{ message: 'late' }]);
  });

  it('are taken with fields that are not known here', () => {
    other.load(saved().map((record) => ({ ...record, later: 1 })));

    expect([...other.eventsOf(other.get('/own'))]).toHaveLength(2);
  });

  it.each<[string, (records: Fields[]) => unknown[]]>([
    ['record 1: name: expected string, got nothing', () => [{ x: 1 }]],
    ['record 1: the whole: expected object, got null', () => [null]],
    [
      'record 2: streams.0.creationTimeMs: expected number, got nothing',
      ([first, group]) => [first, { ...group, streams: [{ name: 's' }] }],
    ],
    [
      'record 3: events.0.3: expected string, got number',
      ([first, group, chunk]) => [first, group, { ...chunk, events: [[1, 1, 's', 5]] }],
    ],
    [
      'record 3: events: expected array, got number',
      ([first, group, chunk]) => [first, group, { ...chunk, events: 1 }],
    ],
    [
      'record 2: it has events of /own, and no record before it is that log group',
      ([first, , chunk]) => [first, chunk],
    ],
  ])('are refused when they have another form, and nothing is put back: %s', (problem, change) => {
    expect(() => other.load(change(saved()))).toThrow(problem);

    expect(other.list()).toEqual([]);
  });
});
