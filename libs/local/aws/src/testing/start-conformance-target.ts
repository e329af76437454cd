import { type LocalClock } from '@pulso/local/clock';
import { type ConformanceTarget, openConformanceTarget } from '@pulso/local/conformance';

import { type LocalService } from '../service';
import { startTestCloud } from './start-test-cloud';

export { type ConformanceTarget };

/**
 * Starts what a conformance spec runs against: these services behind a gateway, or AWS.
 *
 * @param createServices - See {@link startTestCloud}; not called on AWS.
 */
export const startConformanceTarget = (
  createServices: (clock: LocalClock) => readonly (LocalService & { close?(): unknown })[],
): Promise<ConformanceTarget> =>
  openConformanceTarget(async () => {
    let services: ReturnType<typeof createServices> = [];
    const cloud = await startTestCloud((clock) => (services = createServices(clock)));
    return {
      clientConfig: cloud.clientConfig,
      pass: (durationMs) => cloud.clock.runUntil(cloud.clock.nowMs() + durationMs),
      stop: async () => {
        for (const service of services) await service.close?.();
        await cloud.stop();
      },
    };
  });
