import { minuteMs } from '@pulso/kit/time';
import { type RunSummary } from '@pulso/local/console-api';
import { parseFaultPlan } from '@pulso/world/faults';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { prepareConsole } from '../console/prepare-console';
import { type Console } from '../console/start-console';
import { adminName, adminUserIdOf } from '../start/render-endpoints';
import './testing/at-root';

/** What the console says of a run, by its API, while one thing goes wrong. */
describe('where the console says that a run stands', () => {
  let cloud: LocalCloud;
  let served: Console;
  const defects: unknown[] = [];

  beforeAll(async () => {
    const prepared = prepareConsole((_service, text) => text);
    cloud = await startLocalCloud({ schedules: 'sweep-only', observers: [prepared.observer] });
    const adminId = adminUserIdOf(cloud);
    if (adminId !== undefined) cloud.botApi.chats.set({ id: adminId, type: 'private', firstName: adminName });
    served = await prepared.serve(cloud, undefined, (error) => defects.push(error));
    cloud.botApi.people.say({ person: adminName }, '/start');
    await goOn(minuteMs);
  });

  afterAll(async () => {
    await served.close();
    await cloud.stop();
  });

  /** Of the run that was asked for last. */
  const latest = async (): Promise<RunSummary | undefined> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${served.url}api/runs.list`, { method: 'POST', headers, body: '{}' });
    return ((await answer.json()) as { readonly result: readonly RunSummary[] }).result[0];
  };

  const goOn = (durationMs: number): Promise<void> => cloud.clock.runUntil(cloud.clock.nowMs() + durationMs);

  const askUnder = (faults: string): void => {
    cloud.faultPlan.plan({ plan: parseFaultPlan(faults, 'local-cloud'), seed: 1 });
    cloud.botApi.people.say({ person: adminName }, '/report');
  };

  it.each([
    [
      'a query that can not be started',
      'refuse:logs.StartQuery',
      /^0 of 6 questions are answered\. .* waits for its 2nd try at [\d:]{8}: query-worker: query-job-failed: \w+.* \(fault: refuse logs\.StartQuery\)\./,
    ],
    [
      'a report that Telegram does not take',
      'refuse:telegram.sendMessage,refuse:telegram.editMessageText',
      /^All 6 questions are answered; what is missing is the delivery\. .* try at [\d:]{8}: notifier: \S+: \w+.* \(fault: refuse telegram\.\w+\)\./,
    ],
    [
      'a dispatcher that Lambda invokes again',
      'kill:dispatcher=1ms',
      /The request for the run waits for its 2nd try by Lambda at [\d:]{8}: dispatcher was killed \(fault: kill dispatcher\)\./,
    ],
    [
      'jobs that their queue delivers late',
      'delay:query-jobs=60s',
      /The job of \S+ waits for query-worker at [\d:]{8}: the queue delivers it late \(fault: delay query-jobs\)\./,
    ],
  ])('names the cause and the next try of %s, and is complete when it is over', async (_what, faults, sentence) => {
    askUnder(faults);
    await goOn(25_000);
    const stuck = await latest();
    cloud.faultPlan.plan(undefined);
    await goOn(15 * minuteMs);
    const over = await latest();

    expect(stuck).toMatchObject({ state: 'going', standing: { text: expect.stringMatching(sentence) } });
    expect(over).toMatchObject({ runId: stuck?.runId, state: 'complete' });
    expect(defects).toEqual([]);
  });

  it('says when a partial report was delivered, why its jobs wait, and where they lie when they are given up', async () => {
    // It dies before its first effect: later it may tell that a question is out of time.
    askUnder('kill:query-worker=1ms');
    await goOn(30 * minuteMs);
    const waiting = await latest();
    await goOn(120 * minuteMs);
    const dead = await latest();
    cloud.faultPlan.plan(undefined);

    const delivered = 'A partial report was delivered at [\\d:]{8}\\. It was closed with 0 of 6 answers\\.';
    const killed = 'query-worker was killed \\(fault: kill query-worker\\) each time\\.';
    const waits = new RegExp(
      `^${delivered} The job of \\S+ waits for its \\d+\\w+ try at [\\d:]{8}: ${killed} Also on `,
    );
    const lies = new RegExp(
      `^${delivered} .* lies in \\S+-dlq after 40 receives, until an operator sends it back: ${killed}$`,
    );
    expect(waiting).toMatchObject({ state: 'partial', standing: { text: expect.stringMatching(waits) } });
    expect(dead).toMatchObject({
      runId: waiting?.runId,
      state: 'partial',
      standing: { text: expect.stringMatching(lies) },
    });
    expect(defects).toEqual([]);
  });
});
