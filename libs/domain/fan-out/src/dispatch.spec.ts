import { MalformedMessageError } from '@pulso/contracts/envelope';
import { readQueryJob } from '@pulso/contracts/query-jobs';
import { maxPlanBytes } from '@pulso/contracts/report-plan';
import { readRunEvent } from '@pulso/contracts/run-events';
import { readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type ReportDefinition, maxQueryCount } from '@pulso/domain/reports';
import { jsonBytes } from '@pulso/kit/text-limits';

import { dispatch } from './dispatch';
import { UnknownDestinationsError, UnknownReportError } from './errors';
import { World, nowMs, openedIn, report, scheduled } from './testing/world';

describe('dispatch', () => {
  it('opens the run, sets its deadline and only then hands out the jobs', async () => {
    const { deps, sent } = new World();

    await dispatch(scheduled(), deps);

    expect(
      sent.map(({ queue, body, delaySeconds }) => [queue, 'type' in body ? body.type : body.queryId, delaySeconds]),
    ).toEqual([
      ['run-events', 'run-opened', undefined],
      ['run-events', 'run-deadline', 600],
      ['query-jobs', 'groups', 0],
      ['query-jobs', 'people', 0],
    ]);
  });

  it('sends nothing that the readers of its queues would refuse', async () => {
    const { deps, sent } = new World();

    await dispatch(scheduled(), deps);

    for (const { queue, body } of sent) {
      const read = queue === 'run-events' ? readRunEvent : readQueryJob;
      expect(read(JSON.stringify(body))).toEqual(body);
    }
  });

  it('asks every question about the same day, ending before the trigger by the ingest lag', async () => {
    const { deps, sent } = new World();

    await dispatch(scheduled(), deps);

    const ranges = sent.flatMap(({ body }) =>
      'queryString' in body ? [[body.startTimeSeconds, body.endTimeSeconds]] : [],
    );
    const end = Date.parse('2026-11-25T12:25:00Z') / 1000;
    expect(ranges).toEqual([
      [end - 86_400, end - 1],
      [end - 86_400, end - 1],
    ]);
  });

  it('plans the same run and window again, hours later, with a fresh due time', async () => {
    const early = new World();
    const late = new World({ clock: { nowMs: () => nowMs + 7_200_000 } });

    await dispatch(scheduled(), early.deps);
    await dispatch(scheduled(), late.deps);

    const [first, second] = [openedIn(early.sent), openedIn(late.sent)];
    expect(second.runId).toBe(first.runId);
    expect(second.plan.windowEndMs).toBe(first.plan.windowEndMs);
    expect(second.plan.reportDueAtMs - first.plan.reportDueAtMs).toBe(7_200_000);
  });

  it('sends the report of a chat to that chat alone, into its placeholder', async () => {
    const { deps, sent } = new World();
    const trigger = {
      type: 'chat',
      requestId: 'abc-7',
      requestedAtMs: nowMs,
      chatId: '42',
      messageId: 8,
      language: 'de',
    };

    await dispatch(scheduled({ trigger }), deps);

    const opened = openedIn(sent);
    expect(opened.plan.destinations).toEqual([
      { type: 'telegram', chatId: '42', placeholderMessageId: 8, showsProgress: true, language: 'de' },
    ]);
    expect(opened.runId).toBe('daily-usage/chat/abc-7');
  });

  it('reports on whole windows earlier when the chat asks for them', async () => {
    const { deps, sent } = new World();
    const trigger = { type: 'chat', requestId: 'r', requestedAtMs: nowMs, chatId: '42', messageId: 8, windowsAgo: 3 };

    await dispatch(scheduled({ trigger }), deps);

    const { windowStartMs, windowEndMs } = openedIn(sent).plan;
    expect(new Date(windowStartMs).toISOString()).toBe('2026-11-21T12:25:00.000Z');
    expect(new Date(windowEndMs).toISOString()).toBe('2026-11-22T12:25:00.000Z');
  });

  it("tells chats that ask the stage's time zone", async () => {
    const { deps, sent } = new World();
    const trigger = { type: 'chat', requestId: 'r', requestedAtMs: nowMs, chatId: '42', messageId: 8 };
    const settings = { ...deps.settings, timeZone: 'Europe/Berlin' };

    await dispatch(scheduled({ trigger }), { ...deps, settings });
    await dispatch(scheduled(), { ...deps, settings });

    expect(openedIn(sent).plan.destinations).toMatchObject([{ chatId: '42', timeZone: 'Europe/Berlin' }]);
    expect(openedIn(sent.slice(4)).plan.destinations).toEqual(settings.destinations['owners']);
  });

  it('sends scheduled reports to every kind of destination, with what it knows of its reader', async () => {
    const owners = [
      { type: 'telegram' as const, chatId: '-1', messageThreadId: 4, showsProgress: false, timeZone: 'Asia/Tokyo' },
      { type: 'email' as const, name: 'owners', addresses: ['ada@example.com'], language: 'de' },
      { type: 'webhook' as const, name: 'team', format: 'slack' },
    ];
    const { deps, sent } = new World();

    await dispatch(scheduled(), { ...deps, settings: { ...deps.settings, destinations: { owners } } });

    expect(openedIn(sent).plan.destinations).toEqual(owners);
    expect(readRunEvent(JSON.stringify(sent[0]?.body))).toEqual(sent[0]?.body);
  });

  describe('with a request for earlier reports', () => {
    const trigger = {
      type: 'history',
      requestId: 'abc-9',
      requestedAtMs: nowMs,
      chatId: '42',
      windowCount: 30,
      chart: true,
      language: 'ru',
    };

    it('passes it on to the aggregator, and starts nothing', async () => {
      const { deps, sent } = new World();
      const settings = { ...deps.settings, timeZone: 'Europe/Berlin' };

      await dispatch(scheduled({ trigger }), { ...deps, settings });

      const body = {
        schemaVersion: 1,
        type: 'history-requested',
        requestId: 'abc-9',
        reportId: 'daily-usage',
        windowCount: 30,
        chart: true,
        destination: {
          type: 'telegram',
          chatId: '42',
          showsProgress: false,
          language: 'ru',
          timeZone: 'Europe/Berlin',
        },
        requestedAtMs: nowMs,
      };
      expect(sent).toEqual([{ queue: 'run-events', body }]);
      expect(readRunEvent(JSON.stringify(body))).toEqual(body);
    });

    it('passes on one of a report that the catalogue has no more: its history is still there', async () => {
      const { deps, sent, lines } = new World();

      await dispatch(scheduled({ reportId: 'hourly', trigger }), deps);

      expect(sent).toMatchObject([{ body: { type: 'history-requested', reportId: 'hourly' } }]);
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'history-passed-on', reportId: 'hourly' }]);
    });

    it('fails, so that Lambda tries again, when the queue refuses it', async () => {
      const { deps } = new World({ sendRunEvents: () => Promise.reject(new Error('refused')) });

      await expect(dispatch(scheduled({ trigger }), deps)).rejects.toThrow('refused');
    });
  });

  it('spreads many starts over time', async () => {
    const queries = Array.from({ length: 12 }, (_, i) => ({
      id: `q${i}`,
      title: { en: 'Q' },
      query: 'stats count(*)',
    }));
    const { deps, sent } = new World({ catalogue: [report({ queries })] });

    await dispatch(scheduled(), deps);

    const delays = sent.flatMap(({ queue, delaySeconds }) => (queue === 'query-jobs' ? [delaySeconds] : []));
    expect(delays).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2]);
    const waits = sent.flatMap(({ body }) => ('waitMs' in body ? [body.waitMs] : []));
    expect(waits).not.toContain(0);
  });

  const asking = (queryCount: number, overrides: Partial<ReportDefinition> = {}) => {
    const queries = Array.from({ length: queryCount }, (_, i) => ({
      id: `q${i}`,
      title: { en: 'Requests of a group', de: 'Anfragen einer Gruppe' },
      query: 'stats count(*)',
    }));
    return new World({ catalogue: [report({ queries, ...overrides })] });
  };

  it('hands out a thousand questions below ten a second, with messages that their readers take', async () => {
    const { deps, sent } = asking(maxQueryCount);

    await dispatch(scheduled(), deps);

    const jobs = sent.flatMap(({ body, delaySeconds = 0 }) => ('queryString' in body ? [{ body, delaySeconds }] : []));
    expect(jobs).toHaveLength(maxQueryCount);
    expect(jobs.every(({ body }) => body.pace !== undefined)).toBe(true);
    expect(Math.max(...jobs.map(({ delaySeconds }) => delaySeconds))).toBe(107);
    const perSecond = Map.groupBy(jobs, ({ delaySeconds }) => delaySeconds);
    expect(Math.max(...[...perSecond.values()].map(({ length }) => length))).toBeLessThanOrEqual(10);
    expect(new Set(perSecond.get(50)?.map(({ body }) => body.waitMs)).size).toBeGreaterThanOrEqual(9);
    for (const { body } of jobs) expect(readQueryJob(JSON.stringify(body))).toEqual(body);
    expect(jsonBytes(openedIn(sent).plan)).toBeLessThan(maxPlanBytes);
  });

  it.each([
    ['10 minutes leave a thousand questions their time', 1_000, 10, 600],
    ['2 minutes are enough for a few', 20, 2, 120],
    ['2 minutes are too few for a thousand', 1_000, 2, 287],
  ])(
    'makes a run due when its last question can be answered: %s',
    async (_case, queryCount, dueAfterMinutes, expected) => {
      const { deps, sent } = asking(queryCount, { dueAfterMinutes });

      await dispatch(scheduled(), deps);

      const { plannedAtMs, giveUpAtMs, reportDueAtMs } = openedIn(sent).plan;
      expect(Math.floor((reportDueAtMs - plannedAtMs) / 1000)).toBe(expected);
      expect(reportDueAtMs - giveUpAtMs).toBe(60_000);
      // SQS takes whole seconds; an earlier deadline would find the run open.
      expect(sent[1]?.delaySeconds).toBe(Math.ceil((reportDueAtMs - plannedAtMs) / 1000));
    },
  );

  it('caps the delay of a deadline beyond what SQS takes', async () => {
    const { deps, sent } = new World({ catalogue: [report({ dueAfterMinutes: 60 })] });

    await dispatch(scheduled(), deps);

    expect(sent[1]?.delaySeconds).toBe(900);
  });

  it('hands out no job when the run could not be announced', async () => {
    const { deps, sent } = new World({ sendRunEvents: () => Promise.reject(new Error('refused')) });

    await expect(dispatch(scheduled(), deps)).rejects.toThrow('refused');

    expect(sent).toEqual([]);
  });

  it('says which run could not be handed out, beside the error that Lambda logs', async () => {
    const { deps, lines } = new World({ sendRunEvents: () => Promise.reject(new TypeError('refused')) });

    await expect(dispatch(scheduled(), deps)).rejects.toThrow(TypeError);

    const runId = runIdOf(readRunRequest(scheduled()));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'ERROR', event: 'run-not-dispatched', runId, trigger: 'schedule', errorName: 'TypeError' },
    ]);
  });

  it.each([
    ['no object', null],
    ['an unknown trigger', scheduled({ trigger: { type: 'moon' } })],
    [
      'a context attribute that Scheduler has not replaced',
      scheduled({ trigger: { type: 'schedule', scheduledTime: '<aws.scheduler.scheduled-time>' } }),
    ],
    ['no report id', scheduled({ reportId: '' })],
  ])('refuses %s', async (_case, payload) => {
    const { deps, sent } = new World();

    await expect(dispatch(payload, deps)).rejects.toThrow(MalformedMessageError);

    expect(sent).toEqual([]);
  });

  it('sends nothing for a request whose window lies before 1970', async () => {
    const { deps, sent } = new World();
    const trigger = { type: 'manual', requestId: 'r', requestedAtMs: 60_000 };

    await expect(dispatch(scheduled({ trigger }), deps)).rejects.toThrow(RangeError);

    expect(sent).toEqual([]);
  });

  it('refuses a report that the catalogue does not have', async () => {
    const { deps } = new World();

    const dispatched = dispatch(scheduled({ reportId: 'hourly' }), deps);

    await expect(dispatched).rejects.toThrow(UnknownReportError);
    await expect(dispatched).rejects.toMatchObject({
      reportId: 'hourly',
      message: 'No report "hourly" in the catalogue, which has: daily-usage.',
    });
  });

  it('refuses destinations that the stage does not have', async () => {
    const { deps } = new World({ catalogue: [report({ destinations: 'investors' })] });

    const dispatched = dispatch(scheduled(), deps);

    await expect(dispatched).rejects.toThrow(UnknownDestinationsError);
    await expect(dispatched).rejects.toThrow(
      'Report "daily-usage" goes to "investors", but the stage has destinations for: owners.',
    );
  });

  it('logs what it has handed out', async () => {
    const { deps, lines } = new World();

    await dispatch(scheduled(), deps);

    const runId = runIdOf(readRunRequest(scheduled()));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'INFO', event: 'run-dispatched', runId, queryCount: 2, trigger: 'schedule' },
    ]);
  });

  it('logs no chat id', async () => {
    const { deps, lines } = new World();
    const trigger = { type: 'chat', requestId: 'abc-7', requestedAtMs: nowMs, chatId: '4242424242', messageId: 8 };

    await dispatch(scheduled({ trigger }), deps);

    expect(lines.join()).not.toContain('4242424242');
  });
});
