import { type LocalClock } from '@pulso/local/clock';

import { type LocalService } from '../service';
import { startTestCloud } from './start-test-cloud';

/** Services behind a gateway, as specs of AWS's rules ask them. */
export interface ConformanceTarget {
  /** For the constructor of an SDK client. */
  readonly clientConfig: object;
  /** Lets time pass by the emulation's clock. */
  pass(durationMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** @param createServices - See {@link startTestCloud}. */
export async function startConformanceTarget(
  createServices: (clock: LocalClock) => readonly (LocalService & { close?(): unknown })[],
): Promise<ConformanceTarget> {
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
}
