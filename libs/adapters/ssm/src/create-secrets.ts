import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { unsetSecret } from '@pulso/contracts/envelope';
import { type Clock } from '@pulso/kit/time';

export interface SecretsOptions {
  /** Full names of the parameters, at most 10, the limit of one call. */
  readonly names: readonly string[];
  /** How long a value is used before it is read again, ms. */
  readonly ttlMs: number;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Secrets by the names of their parameters, cached in memory only. */
export interface Secrets {
  /**
   * @throws {SecretNotSetError} The parameter is missing or holds no secret yet. Retryable after it is set.
   * @throws {UnknownSecretError} The name was not among the options. Not retryable.
   * @throws What the client throws. Retryable.
   */
  get(name: string): Promise<string>;
  /** Clears the cache: the next `get` sees a rotated secret. */
  refresh(): void;
}

/** A stack's value for a new parameter, since Terraform can't create an empty one. */
const placeholders: ReadonlySet<string> = new Set(['', unsetSecret]);

/**
 * Reads secrets from Parameter Store, all of them by one call, and keeps them for `ttlMs`.
 *
 * Concurrent calls wait for the same read. A failure is not cached: the next `get` tries again.
 *
 * @param client - Credentials need `ssm:GetParameters` on the parameters.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
 */
export function createSecrets(client: SSMClient, { names, ttlMs, clock }: SecretsOptions): Secrets {
  let cached: { readonly values: Promise<ReadonlyMap<string, string>>; readonly readAtMs: number } | undefined;

  const current = (): Promise<ReadonlyMap<string, string>> => {
    const nowMs = clock.nowMs();
    if (cached && nowMs - cached.readAtMs < ttlMs) return cached.values;
    const fresh = { values: readAll(client, names), readAtMs: nowMs };
    cached = fresh;
    fresh.values.catch(() => {
      if (cached === fresh) cached = undefined;
    });
    return fresh.values;
  };

  return {
    get: async (name) => {
      if (!names.includes(name)) throw new UnknownSecretError(name, names);
      const value = (await current()).get(name);
      if (value !== undefined) return value;
      // Not cached either, so that a secret is used as soon as the operator sets it.
      cached = undefined;
      throw new SecretNotSetError(name);
    },
    refresh: () => {
      cached = undefined;
    },
  };
}

async function readAll(client: SSMClient, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { Parameters = [] } = await client.send(new GetParametersCommand({ Names: [...names], WithDecryption: true }));
  return new Map(
    Parameters.flatMap(({ Name, Value }): [string, string][] =>
      Name === undefined || Value === undefined || placeholders.has(Value.trim()) ? [] : [[Name, Value.trim()]],
    ),
  );
}

/**
 * A parameter is missing or still holds its stack's placeholder. Retryable once the operator has set it. The error never
 * contains the value.
 */
export class SecretNotSetError extends Error {
  override readonly name = 'SecretNotSetError';

  constructor(parameterName: string) {
    super(`No secret is set in ${parameterName}. Set it with: npm run secrets`);
  }
}

/** The caller asked for a secret that the function does not read. A bug: not retryable. */
export class UnknownSecretError extends Error {
  override readonly name = 'UnknownSecretError';

  constructor(parameterName: string, knownNames: readonly string[]) {
    super(`The parameter ${parameterName} is not one of those that are read: ${knownNames.join(', ')}.`);
  }
}
