import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRunStore } from '@pulso/adapters/dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import { definitionOf } from '@pulso/domain/fan-out';
import { catalogue } from '@pulso/domain/reports';
import { hourMs, minuteMs } from '@pulso/kit/time';

import { createBundledPast } from '../bundled-day/create-bundled-past';
import { type LocalCloud } from '../cloud/local-cloud';
import { localStage } from '../cloud/read-definition';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { findReportSchedule } from '../demo/fire-report';
import { pushUpdates } from '../demo/read-updates';
import { layReports, layUse } from '../past/lay-past';
import { said } from './run-scenario';
import './testing/at-root';

/**
 * Lays into a local cloud what the watch has counted in the same hours of four weeks of days: about so many requests, none
 * of which failed.
 *
 * @param endsMs - Of the hours, epoch ms.
 */
async function layHours(cloud: LocalCloud, endsMs: readonly number[], requestCount: number): Promise<void> {
  const client = new DynamoDBClient(cloud.settings);
  const store = createRunStore(client, resourceName(cloud.stage, 'runs'), cloud.clock);
  const report = catalogue.find(({ id }) => id === 'hourly-watch');
  const [query] = report?.queries ?? [];
  if (!report || !query?.numbers) throw new RangeError('The catalogue has no watch.');
  const values = query.numbers.map((number) => ({
    queryId: query.id,
    numberId: number.id,
    definition: definitionOf(query, report, number),
    value: number.id === 'requests' ? requestCount : 0,
  }));
  for (const endMs of endsMs) {
    for (let day = 1; day <= 28; day += 1) {
      const windowEndMs = endMs - day * 24 * hourMs;
      await store.keepHistory({
        ...{ reportId: report.id, runId: `${report.id}/earlier/${windowEndMs}`, revision: 1, state: 'complete' },
        ...{ windowStartMs: windowEndMs - hourMs, windowEndMs, values, missing: [] },
        expiresAtSeconds: Math.floor(cloud.clock.nowMs() / 1000) + 86_400,
      });
    }
  }
  client.destroy();
}

/** A bot that no person reaches causes no error anywhere: each of these alarms rings because something does not happen. */
describe('the silence of a bot', () => {
  let cloud: LocalCloud;

  afterEach(() => cloud.stop());

  const changesOf = (name: string) =>
    cloud.alarmChanges.filter((change) => change.name === resourceName(localStage, name));

  const callTelegram = async (method: string, parameters: Readonly<Record<string, string>> = {}): Promise<void> => {
    const { url } = cloud.botApi;
    const response = await fetch(`${url}/bot${cloud.botToken}/${method}?${new URLSearchParams(parameters)}`);
    expect(response.status).toBe(200);
  };

  it('whose webhook is deleted is noticed within six hours, and so is that it was set again', async () => {
    const startMs = Date.parse('2026-11-25T13:00:00Z');
    cloud = await startLocalCloud({ startMs, schedules: 'all' });
    await cloud.clock.runUntil(startMs + 2 * hourMs);
    const whileHealthy = [...cloud.alarmChanges];

    await callTelegram('deleteWebhook');
    const deletedAtMs = cloud.clock.nowMs();
    await cloud.clock.runUntil(deletedAtMs + 6 * hourMs);
    const rung = changesOf('notifier-bot-unreachable');
    await callTelegram('setWebhook', { url: cloud.webhookUrl, secret_token: cloud.webhookSecret });
    await cloud.clock.runUntil(deletedAtMs + 10 * hourMs);

    expect(whileHealthy).toEqual([]);
    // Once: it goes on from one check to the next.
    expect(rung).toMatchObject([{ state: 'ALARM' }]);
    expect(changesOf('notifier-bot-unreachable')).toMatchObject([{ state: 'ALARM' }, { state: 'OK' }]);
    expect(cloud.access?.denials()).toEqual([]);
  });

  it('is told by the watch within the hour after the one in which it began, and so is its end, once each', async () => {
    const startMs = Date.parse('2026-11-25T13:00:00Z');
    cloud = await startLocalCloud({ startMs, schedules: 'all' });
    await layHours(
      cloud,
      [1, 2, 3, 4].map((hour) => startMs + hour * hourMs),
      40,
    );
    const use = Array.from({ length: 38 }, (_, index) =>
      said({ updateId: 1 + index, atMs: startMs + 2 * hourMs + index * minuteMs, fromId: 500 + index }),
    );

    await cloud.clock.runUntil(startMs + 69 * minuteMs);
    const before = cloud.deliveredReports();
    await cloud.clock.runUntil(startMs + 80 * minuteMs);
    const first = cloud.deliveredReports();
    pushUpdates(use, cloud.clock, (update) => cloud.botApi.pushUpdate(update));
    await cloud.clock.runUntil(startMs + 4 * hourMs - 1);

    expect(before).toEqual([]);
    expect(first).toEqual([
      expect.stringMatching(/^Requests 0, unusual for this hour \(\d+ to \d+\) · No use was recorded in this window\./),
    ]);
    expect(cloud.deliveredReports().slice(1)).toEqual([
      expect.stringMatching(/^Requests 38, usual again \(\d+ to \d+\)/),
    ]);
    expect(cloud.mails().map(({ message }) => /^Subject: (.*)$/m.exec(message)?.[1])).toEqual([
      expect.stringContaining('Requests_0=2C_unusual_for_this_hour'),
      expect.stringContaining('Requests_38=2C_usual_again'),
    ]);
    expect(cloud.webhookCalls().map(({ body }) => JSON.parse(body).notifications)).toEqual([
      [{ queryId: 'use', numberId: 'requests', change: 'fell' }],
      [{ queryId: 'use', numberId: 'requests', change: 'back' }],
    ]);
    expect(cloud.access?.denials()).toEqual([]);
  });

  it('is noticed by the report of a day without requests after days with them, and said in its first line', async () => {
    const reportAtMs = Date.parse('2026-11-25T12:30:00Z');
    const past = createBundledPast({ reportAtMs, dayCount: 5 });
    cloud = await startLocalCloud({ startMs: reportAtMs - 10 * minuteMs, schedules: 'sweep-only' });
    await layUse(past, cloud);
    await layReports(
      past.days.map((day) => ({ reportId: 'daily-usage', scheduledAtMs: day.reportAtMs })),
      cloud,
    );
    await cloud.clock.runUntil(reportAtMs);
    const before = { rung: [...cloud.alarmChanges], reports: cloud.deliveredReports() };

    await cloud.fireSchedule(findReportSchedule(cloud.definition, reportAtMs, 'daily-usage').name, reportAtMs);
    await cloud.clock.runUntil(reportAtMs + 15 * minuteMs);

    expect(before).toEqual({ rung: [], reports: [expect.stringMatching(/^Requests [1-9]/)] });
    expect(changesOf('aggregator-no-requests')).toMatchObject([{ state: 'ALARM' }]);
    expect(cloud.deliveredReports().at(-1)).toMatch(
      /^Requests 0, unusual for a Wednesday \(\d+ to \d+\) · No use was recorded in this window\./,
    );
  });
});
