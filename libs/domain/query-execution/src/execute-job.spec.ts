import { type QueryJob } from '@pulso/contracts/query-jobs';
import { readRunEvent } from '@pulso/contracts/run-events';

import { type PollOutcome } from './ports';
import { World, complete, completeRows, job, pace, running, settled, startMs } from './testing/world';

const ended = (insightsStatus = 'Failed'): PollOutcome => ({ status: 'ended', insightsStatus });
const started = (insightsQueryId: string) => ({ status: 'started', insightsQueryId }) as const;
const throttled = { status: 'throttled' } as const;
const denied = {
  status: 'refused',
  reason: { code: 'access-denied', message: 'Grant logs:GetQueryResults.' },
} as const;
const refused = { status: 'refused', reason: { code: 'log-group-missing', message: 'No such group.' } } as const;
const hangUp = new Error('socket hang up');

const known = { insightsQueryId: 'q-0' };
const looked = { pace, ...known, attempt: 1 };
const over = { giveUpAtMs: startMs };
const lastMinute = { giveUpAtMs: startMs + 59_999 };

let world: World;

beforeEach(() => {
  world = new World();
  world.starts = [started('q-1'), started('q-2')];
});

/** How a receive ended: what was published, when the job comes again, or how long its message waits. */
const endOf = (): string[] => [
  ...world.published.map(({ outcome }) => (outcome.status === 'failed' ? outcome.reason.code : outcome.status)),
  ...world.reenqueued.map(({ job: next, delaySeconds }) => `${next.insightsQueryId} in ${delaySeconds} s`),
  ...world.visibilityTimeoutSeconds.map((seconds) => `waits ${seconds} s`),
];

type Script = Partial<Pick<World, 'starts' | 'polls' | 'stopError'>>;

it.each<[string, Partial<QueryJob>, Script, string, string]>([
  ['is answered', {}, { polls: [running, complete('3')] }, 'start, poll q-1, poll q-1', 'success'],
  ['was started before', { ...known, attempt: 3 }, {}, 'poll q-0', 'success'],
  [
    'reads more than its job allows',
    { maxScannedBytes: 1_000 },
    { polls: [1_000, 1_001].map((bytesScanned) => ({ ...running, bytesScanned })) },
    'start, poll q-1, poll q-1, stop q-1',
    'too-large',
  ],
  ['is late', over, {}, '', 'gave-up'],
  ['has its answer when its time is over', { ...known, ...over }, {}, 'poll q-0', 'success'],
  ['runs when its time is over', { ...known, ...over }, { polls: [running] }, 'poll q-0, stop q-0', 'gave-up'],
  ['has failed when its time is over', { ...known, ...over }, { polls: [ended()] }, 'poll q-0, stop q-0', 'gave-up'],
  ["can't be asked when its time is over", { ...known, ...over }, { polls: [hangUp] }, 'poll q-0, stop q-0', 'gave-up'],
  [
    "can't be stopped when its time is over",
    { ...known, ...over },
    { polls: [running], stopError: hangUp },
    'poll q-0, stop q-0',
    'gave-up',
  ],
  ['may not be read', known, { polls: [denied], stopError: hangUp }, 'poll q-0, stop q-0', 'access-denied'],
  [
    'may not be read at the last poll',
    { ...known, ...over },
    { polls: [denied] },
    'poll q-0, stop q-0',
    'access-denied',
  ],

  ['of a large run is started', { pace, waitMs: 445 }, {}, 'start', 'q-1 in 14 s'],
  ['of a large run still runs', looked, { polls: [running] }, 'poll q-0', 'waits 4 s'],
  ['of a large run could not be polled', looked, { polls: [throttled] }, 'poll q-0', 'waits 5 s'],
  ['of a large run has failed once', looked, { polls: [ended()] }, 'poll q-0, start', 'q-1 in 14 s'],
  ['of a large run has a whole minute left', { pace, giveUpAtMs: startMs + 60_000 }, {}, 'start', 'q-1 in 14 s'],
  [
    'of a large run is answered in its last minute',
    { pace, ...lastMinute },
    { polls: [running, complete('3')] },
    'start, poll q-1, poll q-1',
    'success',
  ],
  [
    'of a large run was started before its last minute',
    { ...looked, ...lastMinute, attempt: 9 },
    { polls: [running] },
    'poll q-0',
    'waits 12 s',
  ],
  [
    'of a large run has 20 s left, and its start is throttled',
    { pace, attempt: 9, giveUpAtMs: startMs + 20_000 },
    { starts: [throttled] },
    'start',
    'waits 20 s',
  ],

  ['fails', {}, { polls: [ended('Failed'), complete('3')] }, 'start, poll q-1, start, poll q-2', 'success'],
  ['fails twice', {}, { polls: [ended(), ended()] }, 'start, poll q-1, start, poll q-2', 'query-failed'],
  ['fails again later', { ...known, restartCount: 1 }, { polls: [ended()] }, 'poll q-0', 'query-failed'],
  [
    'fails a second before the end',
    { ...known, giveUpAtMs: startMs + 1_000 },
    { polls: [ended()] },
    'poll q-0',
    'query-failed',
  ],
  [
    'fails just in time for another, which runs',
    { ...known, giveUpAtMs: startMs + 1_001 },
    { polls: [ended(), running] },
    'poll q-0, start, poll q-1, stop q-1',
    'gave-up',
  ],
  ['fails, and another is throttled', known, { starts: [throttled], polls: [ended()] }, 'poll q-0, start', 'waits 1 s'],
  [
    'fails, and another is refused',
    known,
    { starts: [refused], polls: [ended()] },
    'poll q-0, start',
    'log-group-missing',
  ],
  [
    'fails, and another may have been started',
    { ...known, attempt: 3 },
    { starts: [hangUp], polls: [ended()] },
    'poll q-0, start',
    'waits 120 s',
  ],
  [
    'fails in the attempt that started it, and another may have been started',
    {},
    { starts: [started('q-1'), hangUp], polls: [ended()] },
    'start, poll q-1, start',
    'q-1 in 120 s',
  ],
])('a job whose query %s ends so', async (_case, overrides, script, calls, end) => {
  Object.assign(world, script);

  await world.process(job(overrides));

  expect([world.calls.join(', '), endOf()]).toEqual([calls, [end]]);
  for (const event of world.published) expect(readRunEvent(JSON.stringify(event))).toEqual(event);
});

it.each([
  ['text', complete('three'), 'one cell that is not a number'],
  ['a row without cells', completeRows([]), 'one row without cells'],
])('reports %s as a failure: it is neither a number nor a table', async (_case, poll, shape) => {
  world.polls = [poll];

  await world.process(job());

  expect(world.published).toMatchObject([
    { outcome: { reason: { code: 'unexpected-result', message: expect.stringContaining(shape) } } },
  ]);
});

it('logs what it does, and publishes a table in its order without pointers to raw events', async () => {
  const top = [
    { field: 'command', value: '/start' },
    { field: 'calls', value: '12' },
  ];
  const next = [{ field: 'command', value: '/help' }];
  world.polls = [running, completeRows([...top, { field: '@ptr', value: 'CmEKJgoi' }], next)];

  expect(await world.process(job())).toEqual(settled);

  expect(world.logged).toMatchObject([
    { event: 'query-started', queryId: 'groups' },
    { event: 'query-polled', pollCount: 2 },
    { event: 'query-finished', status: 'success', bytesScanned: expect.any(Number) },
  ]);
  expect(world.published).toMatchObject([{ queryId: 'groups', outcome: { status: 'success', rows: [top, next] } }]);
  expect(world.published[0]?.outcome).not.toHaveProperty('omittedRowCount');
});

it.each([{}, { ...known, ...over }])('sums rows up into the tables that the job asks for: %j', async (overrides) => {
  const row = [
    { field: 'command', value: '/start' },
    { field: 'calls', value: '2' },
  ];
  world.polls = [completeRows(row, row)];

  await world.process(job({ ...overrides, tables: [{ tableId: 'commands', by: 'command', sum: 'calls' }] }));

  const tables = [{ tableId: 'commands', rows: [[row[0], { field: 'calls', value: '4' }]] }];
  expect(world.published).toMatchObject([{ outcome: { rows: [], tables } }]);
});

it.each([
  ['for at most its poll budget', {}, [running], 15_000, 20_000],
  // Three quarters of 1, 2, 4, 5 and 5 s.
  ['at intervals that double, up to a limit', {}, [running, running, running, running, complete('3')], 12_750, 12_750],
  ['until its time is over', { giveUpAtMs: startMs + 5_000 }, [running], 2_000, 5_000],
  ['once and at once when a large run polls again', looked, [running], 0, 0],
  // After the longest wait: 3.75 and 1.5 s.
  ['late in the last minute of a large run', { pace, ...lastMinute }, [running, complete('3')], 5_250, 5_250],
  ['after the wait of its job', { pace, waitMs: 445 }, [running], 445, 445],
  ['within one budget, over a restart', {}, [running, running, running, running, ended(), running], 15_000, 20_000],
])('asks %s', async (_when, overrides, polls, leastMs, mostMs) => {
  world.polls = polls;

  await world.process(job(overrides));

  expect(world.nowMs - startMs).toBeGreaterThanOrEqual(leastMs);
  expect(world.nowMs - startMs).toBeLessThanOrEqual(mostMs);
});

it('waits longer with each receive of its message, as if it had been re-enqueued each time', async () => {
  world.polls = [running];

  for (const receiveCount of [1, 2, 3, 4, 5]) await world.process(job(looked), receiveCount);

  expect(world.visibilityTimeoutSeconds).toEqual([4, 6, 8, 10, 12]);
});

it('re-enqueues a restarted query as the same job with another query and other counts', async () => {
  const asked = job({ ...known, tables: [{ tableId: 'by-kind', by: 'kind', sum: 'uses' }] });
  world.polls = [ended(), running];

  await world.process(asked);

  const { waitMs: _waits, ...next } = world.reenqueued[0]?.job ?? job();
  expect(next).toEqual({ ...asked, insightsQueryId: 'q-1', attempt: 1, restartCount: 1 });
});

it('restarts at a later receive a query that its first attempt could not restart', async () => {
  world.starts = [started('q-1'), throttled, started('q-2')];
  world.polls = [ended(), ended(), complete('3')];

  await world.process(job());
  const next = world.reenqueued[0]?.job;
  await world.process(next);

  expect(next).toMatchObject({ insightsQueryId: 'q-1', restartCount: 0 });
  expect(world.calls).toEqual(['start', 'poll q-1', 'start', 'poll q-1', 'start', 'poll q-2']);
  expect(world.published).toMatchObject([{ outcome: { status: 'success' } }]);
});
