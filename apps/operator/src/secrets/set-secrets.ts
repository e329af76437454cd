import { commandSecretParameter, secretParameters } from '@pulso/contracts/envelope';
import { UsageError } from '@pulso/adapters/node-runtime';
import { type BotFunction } from '../aws';
import { type CallBotApi } from '../telegram';
import { stageArguments } from '../stage-place';

import { checkSecret } from './check-secret';
import { type SecretPlan, planSecret } from './plan-secret';
import { type DeclaredSecret, type SecretStore } from './secret-store';
import { type SecretsOptions } from './secrets-options';

export interface SetSecretsDeps {
  readonly store: SecretStore;
  /** Takes one line without its end. No line holds a secret. */
  readonly say: (line: string) => void;
  /** The Bot API for whom the token belongs to. */
  readonly callWith: (token: string) => CallBotApi;
  /** What came from the pipe, by name. */
  readonly piped: ReadonlyMap<string, string>;
  /** Asks without showing the answer. undefined: there is no terminal. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly generate: Readonly<Record<string, () => string>>;
}

/**
 * Sets the secrets of a stage that are missing, or those that were named. Nothing is set before everything is known to be
 * usable.
 *
 * @param bot - The stage's, whose token it must be.
 * @returns The exit status: 1 when one of the secrets is still missing.
 * @throws {NotReadyError} The stage is not deployed.
 * @throws {UsageError} A value is unusable, a name unknown, or it would replace what must not be replaced by accident.
 * @throws What store, Bot API and terminal throw. Running it again is harmless.
 */
export async function setSecrets(options: SecretsOptions, bot: BotFunction, deps: SetSecretsDeps): Promise<number> {
  const targets = targetsOf(await deps.store.list(), options, deps.piped);
  const plans: SecretPlan[] = [];
  for (const secret of targets) {
    const plan = await planSecret(secret, options, {
      ...deps,
      ask: deps.ask && ((asked) => askUntilUsable(asked, bot, deps)),
    });
    const problem = plan.outcome === 'set' ? await problemOf(plan, bot, deps) : undefined;
    if (problem !== undefined) throw new UsageError(`${secret.name}: ${problem}. Nothing was set.`);
    plans.push(plan);
  }
  for (const plan of plans) deps.say(await carryOut(plan, bot, deps));
  const reaching = stageArguments(options.stage, options.envFile);
  sayWhatFollows(plans, reaching, deps.say);
  if (plans.some(isInRotation)) {
    deps.say('A rotation of webhook-secrets is open: both secrets are taken. To finish it:');
    deps.say(`npm run bot -- setup ${reaching}, then npm run secrets -- ${reaching} --finish-rotation`);
  }
  return plans.some(({ outcome }) => outcome === 'missing') ? 1 : 0;
}

function targetsOf(
  declared: readonly DeclaredSecret[],
  { only, action }: SecretsOptions,
  piped: ReadonlyMap<string, string>,
): readonly DeclaredSecret[] {
  const known = declared.map(({ name }) => name);
  const wanted = action === 'replace-pseudonym-key' ? [secretParameters.pseudonymKey] : only;
  const unknown = [...wanted, ...piped.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`The stage has no secret "${unknown}". It has ${known.join(', ')}. Nothing was set.`);
  }
  const unwanted = [...piped.keys()].find((name) => wanted.length > 0 && !wanted.includes(name));
  if (unwanted !== undefined) throw new UsageError(`The input sets ${unwanted}, the options another one.`);
  return declared.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}

async function problemOf(
  { secret: { name }, value = '' }: Pick<SecretPlan, 'secret' | 'value'>,
  bot: BotFunction,
  { callWith }: SetSecretsDeps,
): Promise<string | undefined> {
  const problem = checkSecret(name, value, bot.botId);
  if (problem !== undefined || name !== secretParameters.botToken) return problem;
  const { id } = (await callWith(value)('getMe')) as { readonly id?: number };
  return id === bot.botId ? undefined : `it is the token of bot ${id}, and the stage's settings name ${bot.botId}`;
}

async function askUntilUsable(secret: DeclaredSecret, bot: BotFunction, deps: SetSecretsDeps): Promise<string> {
  const { ask = async () => '', say } = deps;
  for (;;) {
    const value = await askFor(secret, ask);
    if (value === '' || value === secret.value) return value;
    const problem = await problemOf({ secret, value }, bot, deps);
    if (problem === undefined) return value;
    say(`${secret.name}: ${problem}`);
  }
}

async function askFor({ name, value }: DeclaredSecret, ask: (question: string) => Promise<string>): Promise<string> {
  const orEnter = value === undefined ? 'Enter: later' : 'Enter: keep it';
  switch (name) {
    case secretParameters.botToken:
      return ask(`bot-token, from @BotFather (not shown; ${orEnter}): `);
    case secretParameters.webhookSecrets:
    case secretParameters.pseudonymKey:
      return ask(`${name} (not shown; Enter: generate it): `);
    default: {
      if (name.startsWith(commandSecretParameter(''))) return ask(`${name} (not shown; ${orEnter}): `);
      const url = await ask(`${name}, its address (not shown; ${orEnter}): `);
      if (url === '') return '';
      const secret = await ask(`${name}, the secret that signs the calls (not shown; Enter: none): `);
      return JSON.stringify({ url, ...(secret === '' ? {} : { secret }) });
    }
  }
}

/** @returns What was done, in words. */
async function carryOut(
  { secret, outcome, value }: SecretPlan,
  bot: BotFunction,
  deps: SetSecretsDeps,
): Promise<string> {
  const { name } = secret;
  if (outcome === 'kept') return `${name}: is set, and stays`;
  if (outcome === 'missing' || value === undefined) {
    return `${name}: NOT SET; run this at a terminal, or give it from a pipe (npm run secrets -- --help)`;
  }
  const version = await deps.store.put(name, value);
  if (name === secretParameters.pseudonymKey && secret.value !== undefined) {
    return (
      `${name}: replaced; every person is counted as new from now on. The old key is version ${version - 1} of the ` +
      'parameter, in its history'
    );
  }
  const proof = name === secretParameters.botToken ? `; Telegram knows it as @${bot.username} (${bot.botId})` : '';
  return `${name}: ${outcome}${proof}`;
}

const isInRotation = ({ secret: { name, value }, outcome }: SecretPlan): boolean =>
  name === secretParameters.webhookSecrets && outcome === 'kept' && value?.includes(',') === true;

function sayWhatFollows(plans: readonly SecretPlan[], reaching: string, say: (line: string) => void): void {
  const put = plans.filter(({ value }) => value !== undefined);
  if (put.length === 0) return;
  if (put.some(({ secret }) => secret.value !== undefined)) say('Services use the new value within five minutes.');
  const concernsTelegram: readonly string[] = [secretParameters.botToken, secretParameters.webhookSecrets];
  if (put.some(({ secret: { name } }) => concernsTelegram.includes(name))) {
    say(`Next: npm run bot -- setup ${reaching}`);
  }
}
