import { logGroupName } from '@pulso/contracts/envelope';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import './testing/at-root';

/** Just before the schedule of a report. */
const startMs = Date.parse('2026-11-25T12:29:30Z');
const dueMs = Date.parse('2026-11-25T12:30:00Z');

describe('schedules that fire by hand alone', () => {
  let cloud: LocalCloud;

  const dispatchedCount = (): number =>
    [...cloud.logStore.eventsOf(cloud.logStore.get(logGroupName(cloud.stage, 'dispatcher')))].length;

  beforeEach(async () => {
    cloud = await startLocalCloud({ startMs, schedules: 'sweep-only' });
  });

  afterEach(() => cloud.stop());

  it('fire by themselves from the moment on at which they are started', async () => {
    await cloud.clock.runUntil(dueMs + 1000);
    const beforeCount = dispatchedCount();

    cloud.startSchedules();
    // The next one is that of the failures.
    await cloud.clock.runUntil(dueMs + 15 * 60_000 + 1000);

    expect(beforeCount).toBe(0);
    expect(dispatchedCount()).toBeGreaterThan(0);
  });

  it('let no hours pass while the local cloud stops', async () => {
    void cloud.clock.runUntil(startMs + 7 * 86_400_000);
    await cloud.clock.sleep(60_000);
    const beforeMs = cloud.clock.nowMs();

    await cloud.stop();

    expect(cloud.clock.nowMs() - beforeMs).toBeLessThan(60_000);
  });
});
