import { drawLanes } from './draw-lanes';
import { factsOfStory, firedAtMs, kill, lateRun, tellStory } from './testing/tell-story';

const drawn = (story = lateRun, faults = [kill] as Parameters<typeof tellStory>[1]) =>
  drawLanes(factsOfStory(tellStory(story, faults)), new Set());

const shown = (laneId: string, lanes = drawn()): string[] =>
  (lanes.find(({ id }) => id === laneId)?.items ?? []).map(
    ({ kind, title, startMs, isBad }) => `${(startMs - firedAtMs) / 1000} ${kind}: ${title}${isBad ? ' (bad)' : ''}`,
  );

describe('drawLanes', () => {
  it('has a lane for each service, question and destination, in the order in which a run passes them', () => {
    expect(drawn().map(({ id }) => id)).toEqual([
      'dispatcher',
      'query-worker: groups',
      'aggregator',
      'notifier: telegram 42',
    ]);
  });

  it('shows each receive of a message, what it waited for before, and the fault that struck it', () => {
    expect(shown('query-worker: groups')).toEqual([
      '0 fault: kill query-worker (bad)',
      '2 wait: the job of "groups" waits for query-worker',
      '3 work: the job of "groups"; query-worker was killed (bad)',
      '4 wait: the job of "groups" waits for query-worker (bad)',
      '4 moment: query started',
      '184 work: the job of "groups"; receive 2',
      '186 wait: the answer of "groups" waits for aggregator',
      '186 wait: the answer of "groups" waits for aggregator',
      '186 moment: query finished, status success',
    ]);
  });

  it('shows while a run goes on that a message which was left will come back', () => {
    expect(shown('query-worker: groups', drawn(lateRun.slice(0, 2)))).toContain(
      '4 wait: the job of "groups" waits until it is handed out again: query-worker was killed (bad)',
    );
  });

  it('puts a fault that struck a message into the lane of its question, and of none without a message', () => {
    const duplicate = { kind: 'duplicate', target: 'run-events', struck: { messageId: 'answer' } } as const;

    const lanes = drawn(lateRun, [duplicate]);

    const faults = lanes.flatMap(({ id, items }) => items.filter(({ kind }) => kind === 'fault').map(() => id));
    expect(faults).toEqual(['query-worker: groups']);
  });

  it('hands out what a function was given and what a line says', () => {
    const items = drawn().flatMap((lane) => lane.items);

    const [work] = items.filter(({ kind, requestId }) => kind === 'work' && requestId === 'w2');
    expect(work?.details).toContainEqual({
      name: 'message job',
      value: expect.stringContaining('"queryId":"groups"'),
    });
  });

  it('knows a run of an earlier local cloud by its lines alone', () => {
    const story = lateRun.map(({ messages: _, payload: __, ...each }) => each);

    expect(drawn(story).map(({ id }) => id)).toEqual([
      'dispatcher',
      'query-worker: groups',
      'aggregator',
      'notifier: telegram-private',
    ]);
  });
});
