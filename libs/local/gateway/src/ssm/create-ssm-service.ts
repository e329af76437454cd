import { type ParameterSettings, ParameterStore } from '@pulso/world/mail-and-parameters';

import { readJsonBody } from '../parse-input';
import { type LocalService, localAccountId } from '../service';

export interface SsmServiceOptions {
  readonly clock: { nowMs(): number };
  /** For the parameters' ARNs. */
  readonly region: string;
  /** What the stacks declare. */
  readonly declared?: readonly ParameterSettings[];
}

/** Puts HTTP around the model of Parameter Store. */
export function createSsmService({ clock, region, declared = [] }: SsmServiceOptions): LocalService {
  const store = new ParameterStore({ clock, region, accountId: localAccountId, declared });
  return {
    name: 'ssm',
    // Refusals reject, as in the other services.
    handle: async ({ operation, body }) => ({
      status: 200,
      body: JSON.stringify(store.perform(operation, readJsonBody(body))),
    }),
  };
}
