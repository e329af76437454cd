import { drawLanes } from './draw-lanes';
import { endOf, traceBack } from './run-end';
import { factsOfStory, firedAtMs, kill, lateRun, runId, tellStory } from './testing/tell-story';

function drawn(story = lateRun, faults: Parameters<typeof tellStory>[1] = [kill]) {
  const run = factsOfStory(tellStory(story, faults));
  const { last, endedAtMs = run.nowMs } = endOf(run);
  return drawLanes(run, last ? traceBack(run, last, endedAtMs, firedAtMs) : []);
}

const titlesOf = (lanes = drawn()): string[] => lanes.flatMap(({ items }) => items.map(({ title }) => title));

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
      '3 work: the job of "groups"; query-worker was killed by a fault (bad)',
      '4 wait: the job of "groups" waits until it is handed out again: query-worker was killed by a fault (bad)',
      '4 moment: query started',
      '184 work: the job of "groups"; 2nd receive',
      '186 wait: the answer of "groups" waits for aggregator',
      '186 moment: query finished, status success',
    ]);
  });

  it('marks what was done again, and tells a message that came back from a copy of the queue', () => {
    const again = drawn().flatMap(({ items }) => items.filter(({ isAgain }) => isAgain));

    expect(again.map(({ title, shortTitle }) => [title, shortTitle])).toEqual([
      ['the job of "groups"; 2nd receive', '2nd job'],
      ['the answer of "groups"; a copy that the queue made', '2 × answer'],
    ]);
  });

  it('draws many tries of a message that all failed as one bar, which tells why', () => {
    const [dispatcher, killed] = lateRun;
    const tries = Array.from({ length: 8 }, (_, index) => ({
      ...{ ...killed, requestId: `w${index + 1}`, from: 3 + index * 10, to: 4 + index * 10 },
      messages: [{ ...killed?.messages?.[0], receiveCount: index + 1 }],
    }));
    const kills = tries.map(({ requestId, from }) => ({ ...kill, struck: { requestId }, at: from }));

    const lanes = drawn([dispatcher, ...tries] as typeof lateRun, kills);

    const shownTitles = shown('query-worker: groups', lanes);
    expect(shownTitles.filter((text) => text.includes('work: '))).toHaveLength(3);
    expect(shownTitles).toContain(
      '14 wait: 5 tries of the job of "groups", the 3rd to the 7th: query-worker was killed by a fault each time; 5 faults (bad)',
    );
    expect(shownTitles.filter((text) => text.includes('fault: '))).toHaveLength(3);
    expect(
      lanes.flatMap(({ items }) => items.filter(({ shortTitle }) => shortTitle === '5 tries of job')),
    ).toMatchObject([{ isOnPath: true, endMs: firedAtMs + 64_000 }]);
  });

  it('shows when an operator sent a message back, whose tries go on under another id', () => {
    const [dispatcher, killed, again, ...rest] = lateRun;
    const messages = [{ id: 'new', body: { runId, queryId: 'groups', attempt: 0 }, sentAt: 100 }];
    const index = tellStory([dispatcher, killed, { ...again, messages }, ...rest] as typeof lateRun, [kill]);
    const content = { body: '', messageAttributes: {}, delayMs: 0, receives: [], receiveCount: 0 };
    const sentBack = { messageId: 'new', sentBackFrom: 'job', sentAtMs: firedAtMs + 100_000 };
    index.onMessage({ ...content, ...sentBack, visibleAtMs: undefined, receiptHandle: undefined });

    const lanes = drawLanes(factsOfStory(index), []);

    expect(shown('query-worker: groups', lanes)).toEqual(
      expect.arrayContaining([
        '4 wait: the job of "groups" lay among the dead letters until 12:31:40: query-worker was killed by a fault (bad)',
        '100 moment: an operator sent the job of "groups" back from the dead letters',
        '184 work: the job of "groups"; sent back from the dead letters',
      ]),
    );
  });

  it('sees that Lambda hands out a request again, and that a job was put back', () => {
    const [dispatcher] = lateRun;
    const back = { event: 'query-requeued', queryId: 'groups', why: 'throttled' };
    const story = [
      { ...dispatcher, status: 'error' },
      { ...dispatcher, from: 62, to: 63, lines: [back] },
    ] as typeof lateRun;

    const again = drawn(story, []).flatMap(({ items }) => items.filter(({ isAgain }) => isAgain));

    expect(titlesOf(drawn(story, []))).toContain(
      'the request for the run waits until it is handed out again: dispatcher failed (error)',
    );
    expect(again.map(({ title }) => title)).toEqual([
      'the request for the run; tried again by Lambda',
      'the job is put back (throttled)',
    ]);
  });

  it('names the delay of a queue, and only of the message that it struck', () => {
    const late = 'the job of "groups" waits for query-worker: the queue delivered it late (fault: delay query-jobs)';
    const titlesWith = (kind: 'delay' | 'duplicate', messageId: string): string[] =>
      titlesOf(drawn(lateRun, [{ kind, target: 'query-jobs', struck: { messageId } }]));

    expect(titlesWith('delay', 'job')).toContain(late);
    expect(titlesWith('delay', 'x')).not.toContain(late);
    expect(titlesWith('duplicate', 'job')).not.toContain(late);
  });

  it('says of a wait and of the work how long a cold start was in between', () => {
    const story = lateRun.map((each) => (each.requestId === 'w1' ? { ...each, init: 0.7 } : each));

    expect(titlesOf(drawn(story, []))).toEqual(
      expect.arrayContaining([
        'the job of "groups" waits for query-worker, with a cold start of 0.7 s',
        'the job of "groups"; query-worker failed (error), with a cold start of 0.7 s',
      ]),
    );
  });

  it('shows the wait for a sweep, which went on with what nothing else went on with', () => {
    const sweep = { service: 'aggregator', requestId: 's', from: 300, to: 301 };
    const story = [...lateRun.slice(0, 4), { ...sweep, lines: [{ event: 'report-update-sent', revision: 1 }] }];

    expect(shown('aggregator', drawn(story))).toContain('188 wait: the run went no further until a sweep looked at it');
  });

  it('puts a fault that struck a message into the lane of its question, and of none without a message', () => {
    const duplicate = { kind: 'duplicate', target: 'run-events', struck: { messageId: 'answer' } } as const;

    const lanes = drawn(lateRun, [duplicate]);

    const faults = lanes.flatMap(({ id, items }) => items.filter(({ kind }) => kind === 'fault').map(() => id));
    expect(faults).toEqual(['query-worker: groups']);
  });

  it('puts each delivery of a batch into the lane of its own destination', () => {
    const destinations = [
      { type: 'email', name: 'owners' },
      { type: 'telegram', chatId: '42' },
    ];
    const messages = destinations.map((destination) => ({
      ...{ id: destination.type, sentAt: 188, body: { type: 'deliver', runId, destination } },
    }));
    const lines = ['telegram-private', 'email:owners'].map((destination) => ({
      ...{ event: 'report-delivered', method: destination, destination },
    }));

    const lanes = drawn([...lateRun.slice(0, -1), { service: 'notifier', requestId: 'n', from: 189, messages, lines }]);

    expect(shown('notifier: telegram 42', lanes)).toContain('189 moment: report delivered (telegram-private)');
    expect(shown('notifier: email:owners', lanes)).toContain('189 moment: report delivered (email:owners)');
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
