import { secretParameters } from '@pulso/contracts/envelope';
import { UsageError } from '@pulso/adapters/node-runtime';

import { type SecretsOptions } from './secrets-options';
import { type DeclaredSecret } from './secret-store';

/** What is to become of a secret. */
export interface SecretPlan {
  readonly secret: DeclaredSecret;
  readonly outcome: 'set' | 'generated' | 'kept' | 'missing';
  /** What to put; undefined: nothing. */
  readonly value: string | undefined;
}

export interface PlanDeps {
  /** What came from the pipe. */
  readonly piped: ReadonlyMap<string, string>;
  /** Asks until the answer is usable or empty. undefined: there is no terminal. */
  readonly ask: ((secret: DeclaredSecret) => Promise<string>) | undefined;
  /** By the names of secrets that need not come from elsewhere. */
  readonly generate: Readonly<Record<string, () => string>>;
}

/**
 * Decides what becomes of one secret: a value that was given is taken, one that is set stays, and one that is missing is
 * generated or asked for.
 *
 * @throws {UsageError} It would replace what must not be replaced by accident. Not retryable.
 * @throws What `ask` throws.
 */
export async function planSecret(
  secret: DeclaredSecret,
  options: SecretsOptions,
  { piped, ask, generate }: PlanDeps,
): Promise<SecretPlan> {
  const { name, value } = secret;
  const kept: SecretPlan = { secret, outcome: 'kept', value: undefined };
  const generator = Object.hasOwn(generate, name) ? generate[name] : undefined;
  const given = piped.get(name);
  if (given !== undefined) {
    if (given === value) return kept;
    refuseAccident(secret, options);
    return { secret, outcome: 'set', value: given };
  }
  const isReplaced = options.action === 'replace-pseudonym-key' && name === secretParameters.pseudonymKey;
  const isNamed = options.only.includes(name);
  if (value !== undefined && !isReplaced && !(isNamed && ask)) return kept;
  if (ask && !isReplaced && (isNamed || !generator)) {
    refuseAccident(secret, options);
    const answer = await ask(secret);
    if (answer !== '') return answer === value ? kept : { secret, outcome: 'set', value: answer };
    if (value !== undefined) return kept;
  }
  return generator
    ? { secret, outcome: 'generated', value: generator() }
    : { secret, outcome: 'missing', value: undefined };
}

function refuseAccident({ name, value }: DeclaredSecret, { action }: SecretsOptions): void {
  if (value === undefined) return;
  if (name === secretParameters.pseudonymKey && action !== 'replace-pseudonym-key') {
    throw new UsageError(
      'pseudonym-key is set. With another key every person is counted as new, and what was counted before is not ' +
        'found again. If that is wanted: --replace pseudonym-key. Nothing was set.',
    );
  }
  if (name === secretParameters.webhookSecrets) {
    throw new UsageError(
      'webhook-secrets is set. The bot would refuse what Telegram sends until both know the new one: use ' +
        '--rotate webhook-secrets. Nothing was set.',
    );
  }
}
