import { createSsmService, createStsService, localAccountId, startGateway } from '@pulso/local/aws';
import { createLocalClock } from '@pulso/local/clock';

const accessKeyId = 'LOCALADMINISTRATOR';

/** A local Parameter Store, in which deploys are recorded, and the STS of its account. */
export interface ParameterStore {
  /** By which SDK clients find it: endpoint and credentials. */
  readonly variables: Readonly<Record<'AWS_ENDPOINT_URL' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY', string>>;
  stop(): Promise<void>;
}

export async function startParameterStore(region: string, accountId = localAccountId): Promise<ParameterStore> {
  const clock = createLocalClock();
  const gateway = await startGateway({
    services: [createSsmService({ clock, region }), createStsService({ accountId })],
    principals: new Map([[accessKeyId, 'administrator']]),
    clock,
  });
  return {
    variables: {
      AWS_ENDPOINT_URL: gateway.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'made-up',
    },
    async stop() {
      await gateway.close();
      clock.stop();
    },
  };
}
