import { LogStore } from './log-store';

type Fields = Readonly<Record<string, unknown>>;

const clock = { nowMs: () => 1_000_000 };

describe('saved log groups', () => {
  let one: LogStore;
  let other: LogStore;

  beforeEach(() => {
    [one, other] = [new LogStore({ clock }), new LogStore({ clock })];
    one.createLogGroup('/own', 14);
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

  it('are taken with fields that are not known here', () => {
    other.load(saved().map((record) => ({ ...record, later: 1 })));

    expect([...other.eventsOf(other.get('/own'))]).toHaveLength(2);
  });

  it.each<[string, (records: Fields[]) => unknown[]]>([
    ['record 1: its field "name" must be a text, and is missing', () => [{ x: 1 }]],
    ['record 1: it must be an object, and is null', () => [null]],
    [
      'record 2: its field "streams.0.creationTimeMs" must be a number, and is missing',
      ([first, group]) => [first, { ...group, streams: [{ name: 's' }] }],
    ],
    [
      'record 3: its field "events.0.3" must be a text, and is 5',
      ([first, group, chunk]) => [first, group, { ...chunk, events: [[1, 1, 's', 5]] }],
    ],
    [
      'record 3: its field "events" must be a list, and is 1',
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
