import { type LocalService, startGateway } from '@pulso/local/gateway';
import { type LocalClock } from '@pulso/world/time';

export const region = 'eu-central-1';

const accessKeyId = 'LOCALADMINISTRATOR';

/** Starts a gateway with one service. @returns What an SDK client needs to reach it, and how it ends. */
export async function startLocalService(service: LocalService, clock: LocalClock) {
  const principals = new Map([[accessKeyId, 'administrator']]);
  const { url, close } = await startGateway({ services: [service], principals, clock });
  const credentials = { accessKeyId, secretAccessKey: 'made-up' };
  return { close, clientConfig: { endpoint: url, region, credentials, maxAttempts: 1 } };
}

export type StartedService = Awaited<ReturnType<typeof startLocalService>>;
