import { ParameterStore } from '@pulso/world/mail-and-parameters';
import { type ParameterDefinition } from '@pulso/world/stacks';

import { readJsonBody } from '../parse-input';
import { type LocalService, localAccountId } from '../service';

export interface SsmService extends LocalService {
  /** As {@link ParameterStore.declare}. */
  createParameters(definitions: readonly ParameterDefinition[]): void;
}

export interface SsmServiceOptions {
  readonly clock: { nowMs(): number };
  /** For the parameters' ARNs. */
  readonly region: string;
}

/** Puts HTTP around the model of Parameter Store. */
export function createSsmService(options: SsmServiceOptions): SsmService {
  const store = new ParameterStore({ ...options, accountId: localAccountId });
  return {
    name: 'ssm',
    // A refusal is a rejection, as of the other services.
    handle: async ({ operation, body }) => ({
      status: 200,
      body: JSON.stringify(store.perform(operation, readJsonBody(body))),
    }),
    createParameters: (definitions) => definitions.forEach((definition) => store.declare(definition)),
  };
}
