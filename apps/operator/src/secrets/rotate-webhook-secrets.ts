import { secretParameters } from '@pulso/contracts/envelope';
import { NotReadyError } from '../aws';

import { type SecretStore } from './secret-store';

interface RotationDeps {
  readonly store: SecretStore;
  readonly say: (line: string) => void;
}

const name = secretParameters.webhookSecrets;

/**
 * Puts a new webhook secret before the one in use. The bot takes both, and `npm run bot -- setup` tells Telegram the first.
 *
 * @param stageArguments - The options with which further commands reach the stage.
 * @throws {NotReadyError} None is set, or a rotation has begun already. Not retryable.
 * @throws What the store throws. Running it again is harmless.
 */
export async function rotateWebhookSecrets(
  stageArguments: string,
  generated: string,
  { store, say }: RotationDeps,
): Promise<void> {
  const secrets = await currentSecrets(stageArguments, store);
  if (secrets.length > 1) {
    throw new NotReadyError(
      `A rotation has begun already. Finish it: npm run secrets -- ${stageArguments} --finish-rotation`,
    );
  }
  await store.put(name, [generated, ...secrets].join(','));
  say(`${name}: a new one was generated, and the old one is still taken`);
  say('1. Wait five minutes: until then, parts of the bot may know the old one alone, and refuse the new one.');
  say(`2. npm run bot -- setup ${stageArguments}`);
  say(`3. npm run secrets -- ${stageArguments} --finish-rotation`);
}

/**
 * Drops the older of two webhook secrets.
 *
 * @param confirm - Asks whether Telegram has the new one: it does not tell.
 * @returns The exit status: 1 when the answer was no.
 * @throws {NotReadyError} No rotation has begun. Not retryable.
 * @throws What the store throws. Running it again is harmless.
 */
export async function finishRotation(
  stageArguments: string,
  confirm: (question: string) => Promise<boolean>,
  { store, say }: RotationDeps,
): Promise<number> {
  const [newest = '', ...older] = await currentSecrets(stageArguments, store);
  if (older.length === 0) {
    throw new NotReadyError(
      `No rotation has begun: there is one webhook secret. Begin: npm run secrets -- ${stageArguments} --rotate ${name}`,
    );
  }
  const isSetUp = await confirm(`Has npm run bot -- setup ${stageArguments} been run since the rotation began?`);
  if (!isSetUp) {
    say('Nothing was changed: both secrets are taken.');
    return 1;
  }
  await store.put(name, newest);
  say(`${name}: the old one is refused within five minutes`);
  say(`Should updates be refused then (npm run bot -- check): npm run bot -- setup ${stageArguments}`);
  return 0;
}

async function currentSecrets(stageArguments: string, store: SecretStore): Promise<readonly string[]> {
  const declared = await store.list();
  const { value } = declared.find((secret) => secret.name === name) ?? {};
  if (value === undefined) {
    throw new NotReadyError(`${name} is not set. Set it: npm run secrets -- ${stageArguments}`);
  }
  return value.split(',').map((secret) => secret.trim());
}
