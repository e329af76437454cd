import { createLocalClock, followClock, type LocalClock } from '@pulso/world/time';

import { type Gateway, type GatewayOptions, startGateway } from '../http/start-gateway';
import { type LocalService } from '../service';

export const testRegion = 'eu-central-1';
export const testAccessKey = 'LOCALADMINISTRATOR';
export const testStartMs = Date.parse('2026-11-25T12:00:00Z');

/** The header of an unsigned call. @param service - SigV4 service name. */
export const testAuthorization = (service: string, accessKey = testAccessKey): string =>
  `AWS4-HMAC-SHA256 Credential=${accessKey}/20261125/${testRegion}/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** A gateway on a clock that `Date` follows. */
export interface TestCloud {
  readonly gateway: Gateway;
  readonly clock: LocalClock;
  /** For the constructor of an SDK client. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** Sends a request as no SDK would: to a service by its SigV4 name, and a POST unless `method` says otherwise. */
  fetch(service: string, request: RawRequest): Promise<Response>;
  stop(): Promise<void>;
}

interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
  readonly accessKey?: string;
}

/** @param createServices - Called when `Date` follows the clock already. */
export async function startTestCloud(
  createServices: (clock: LocalClock) => readonly LocalService[],
  overrides: Partial<GatewayOptions> = {},
): Promise<TestCloud> {
  const clock = createLocalClock({ startMs: testStartMs, realNowMs: Date.now.bind(Date) });
  const unfollow = followClock(clock);
  const gateway = await startGateway({
    services: createServices(clock),
    principals: new Map([[testAccessKey, 'administrator']]),
    clock,
    ...overrides,
  });
  return {
    gateway,
    clock,
    clientConfig: {
      endpoint: gateway.url,
      region: testRegion,
      credentials: { accessKeyId: testAccessKey, secretAccessKey: 'made-up' },
      maxAttempts: 1,
    },
    fetch: (service, { path = '', headers, accessKey, ...init }) =>
      fetch(gateway.url + path, {
        method: 'POST',
        ...init,
        headers: { authorization: testAuthorization(service, accessKey), ...headers },
      }),
    stop: async () => {
      await gateway.close();
      clock.stop();
      unfollow();
    },
  };
}

/** @returns What a promise was rejected with; fails when it was not. */
export async function rejectionOf<T>(promise: Promise<unknown>): Promise<T> {
  try {
    await promise;
  } catch (error) {
    return error as T;
  }
  throw new Error('Nothing was thrown.');
}

/** Waits for more turns of the event loop than an unhindered clock needs to settle. */
export async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
