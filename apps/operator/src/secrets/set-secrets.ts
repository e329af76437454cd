import { UsageError } from '@pulso/adapters/node-runtime';
import { readWebhook } from '@pulso/adapters/webhook';
import { commandSecretParameter, secretParameters } from '@pulso/contracts/envelope';

import { type BotFunction, NotReadyError } from '../aws';
import { stageArguments } from '../command';
import { type CallBotApi } from '../telegram';
import { type DeclaredSecret, type SecretStore } from './secret-store';

export interface SecretsOptions {
  readonly stage: string;
  readonly envFile: string | undefined;
  /** Empty: all. */
  readonly only: readonly string[];
  readonly action: 'set' | 'replace-pseudonym-key' | 'rotate-webhook-secrets' | 'finish-rotation';
  /** Skips the question at the end of a rotation. */
  readonly isConfirmed: boolean;
}

const { botToken, pseudonymKey, webhookSecrets } = secretParameters;

interface StoreDeps {
  readonly store: SecretStore;
  /** Takes one line without its end. No line holds a secret. */
  readonly say: (line: string) => void;
}

export interface SetSecretsDeps extends StoreDeps {
  /** Creates the Bot API client of a token. */
  readonly callWith: (token: string) => CallBotApi;
  /** What came from the pipe, by name. */
  readonly piped: ReadonlyMap<string, string>;
  /** Asks without showing the answer. undefined: there is no terminal. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly generate: () => string;
}

/** What to do with a secret. */
interface Plan extends DeclaredSecret {
  readonly outcome: 'set' | 'generated' | 'kept' | 'missing';
  /** What to put; absent: nothing. */
  readonly next?: string;
}

/**
 * Sets the missing secrets of a stage, or the named ones. It checks all before it sets the first.
 *
 * @param bot - The stage's bot, to which the token must belong.
 * @returns The exit status: 1 when one of the secrets is still missing.
 * @throws {UsageError} A value is unusable, a name unknown, or would replace a secret by accident.
 */
export async function setSecrets(options: SecretsOptions, bot: BotFunction, deps: SetSecretsDeps): Promise<number> {
  const { store, say, piped } = deps;
  const plans: Plan[] = [];
  for (const secret of targetsOf(await store.list(), options, piped)) {
    const plan = { ...secret, ...(await planSecret(secret, options, bot, deps)) };
    const problem = plan.outcome === 'set' ? await problemOf(plan.name, plan.next ?? '', bot, deps) : undefined;
    if (problem !== undefined) throw new UsageError(`${plan.name}: ${problem}. Nothing was set.`);
    plans.push(plan);
  }
  for (const plan of plans) say(await carryOut(plan, bot, store));

  const reaching = stageArguments(options.stage, options.envFile);
  const put = plans.filter(({ next }) => next !== undefined);
  if (put.some(({ value }) => value !== undefined)) say('Services use the new value within five minutes.');
  if (put.some(({ name }) => name === botToken || name === webhookSecrets)) {
    say(`Next: npm run bot -- setup ${reaching}`);
  }
  const held = plans.find(({ name, outcome }) => name === webhookSecrets && outcome === 'kept');
  if (held?.value?.includes(',')) {
    say('A rotation of webhook-secrets is open: both secrets are taken. To finish it:');
    say(`npm run bot -- setup ${reaching}, then npm run secrets -- ${reaching} --finish-rotation`);
  }
  return plans.some(({ outcome }) => outcome === 'missing') ? 1 : 0;
}

function targetsOf(
  declared: readonly DeclaredSecret[],
  { only, action }: SecretsOptions,
  piped: ReadonlyMap<string, string>,
): readonly DeclaredSecret[] {
  const known = declared.map(({ name }) => name);
  const wanted = action === 'replace-pseudonym-key' ? [pseudonymKey] : only;
  if ([...wanted, ...piped.keys()].some((name) => !known.includes(name))) {
    // Not quoted: a value may have been typed after it.
    throw new UsageError(`The stage has no such secret. It has ${known.join(', ')}. Nothing was set.`);
  }
  const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
  const unwanted = [...piped.keys()].find((name) => !isWanted(name));
  if (unwanted !== undefined) throw new UsageError(`The input sets ${unwanted}, the options another one.`);
  return declared.filter(({ name }) => isWanted(name));
}

/** A given value is taken, a set one stays, and a missing one is generated or asked for. */
async function planSecret(
  secret: DeclaredSecret,
  options: SecretsOptions,
  bot: BotFunction,
  deps: SetSecretsDeps,
): Promise<Pick<Plan, 'outcome' | 'next'>> {
  const { name, value } = secret;
  const given = deps.piped.get(name);
  if (given !== undefined) {
    if (given === value) return { outcome: 'kept' };
    refuseAccident(secret, options);
    return { outcome: 'set', next: given };
  }
  const isReplaced = options.action === 'replace-pseudonym-key' && name === pseudonymKey;
  const isNamed = options.only.includes(name);
  const isGenerated = name === pseudonymKey || name === webhookSecrets;
  if (value !== undefined && !isReplaced && !(isNamed && deps.ask)) return { outcome: 'kept' };
  if (deps.ask && !isReplaced && (isNamed || !isGenerated)) {
    refuseAccident(secret, options);
    const answer = await askUntilUsable(secret, deps.ask, bot, deps);
    if (answer !== '' && answer !== value) return { outcome: 'set', next: answer };
    if (value !== undefined) return { outcome: 'kept' };
  }
  return isGenerated ? { outcome: 'generated', next: deps.generate() } : { outcome: 'missing' };
}

function refuseAccident({ name, value }: DeclaredSecret, { action }: SecretsOptions): void {
  if (value === undefined) return;
  if (name === pseudonymKey && action !== 'replace-pseudonym-key') {
    throw new UsageError(
      'pseudonym-key is set. With another key every person is counted as new, and what was counted before is not ' +
        'found again. If that is wanted: --replace pseudonym-key. Nothing was set.',
    );
  }
  if (name === webhookSecrets) {
    throw new UsageError(
      'webhook-secrets is set. The bot would refuse what Telegram sends until both know the new one: use ' +
        '--rotate webhook-secrets. Nothing was set.',
    );
  }
}

type Ask = NonNullable<SetSecretsDeps['ask']>;

async function askUntilUsable(
  secret: DeclaredSecret,
  ask: Ask,
  bot: BotFunction,
  deps: SetSecretsDeps,
): Promise<string> {
  for (;;) {
    const value = await askFor(secret, ask);
    if (value === '' || value === secret.value) return value;
    const problem = await problemOf(secret.name, value, bot, deps);
    if (problem === undefined) return value;
    deps.say(`${secret.name}: ${problem}`);
  }
}

async function askFor({ name, value }: DeclaredSecret, ask: Ask): Promise<string> {
  const orEnter = value === undefined ? 'Enter: later' : 'Enter: keep it';
  if (name === botToken) return ask(`bot-token, from @BotFather (not shown; ${orEnter}): `);
  if (name === webhookSecrets || name === pseudonymKey) return ask(`${name} (not shown; Enter: generate it): `);
  if (name.startsWith(commandSecretParameter(''))) return ask(`${name} (not shown; ${orEnter}): `);
  const url = await ask(`${name}, its address (not shown; ${orEnter}): `);
  if (url === '') return '';
  const secret = await ask(`${name}, the secret that signs the calls (not shown; Enter: none): `);
  return JSON.stringify({ url, ...(secret === '' ? {} : { secret }) });
}

/** Checks a secret's shape, and a token with Telegram. @throws {BotApiRefusedError} Telegram does not know the token. */
async function problemOf(
  name: string,
  value: string,
  { botId }: BotFunction,
  { callWith }: SetSecretsDeps,
): Promise<string | undefined> {
  const problem = checkSecret(name, value, botId);
  if (problem === undefined && name === botToken) await callWith(value)('getMe');
  return problem;
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const maxValueBytes = 4096;

/** @returns The problem with a secret's shape, without quoting it; undefined: no problem. */
export function checkSecret(name: string, value: string, botId: number): string | undefined {
  if (Buffer.byteLength(value) > maxValueBytes) return `it is longer than ${maxValueBytes} bytes`;
  if (name === botToken) {
    // Ten digits of id, a colon and 35 characters are usual; Telegram promises no length. The id is no secret.
    const [, id] = /^([1-9]\d{0,19}):[\w-]{20,}$/.exec(value) ?? [];
    if (id === undefined) return 'a token looks like 123456:ABC..., as @BotFather gives it';
    return Number(id) === botId ? undefined : `it is the token of bot ${id}, and the stage's settings name ${botId}`;
  }
  if (name === webhookSecrets) {
    // https://core.telegram.org/bots/api#setwebhook secret_token
    const rule = 'a webhook secret has 1 to 256 letters, digits, hyphens and underscores';
    return /^[\w-]{1,256}$/.test(value) ? undefined : rule;
  }
  if (name === pseudonymKey) {
    // 16 bytes in hexadecimal digits: a shorter key could be guessed.
    const rule = 'a pseudonym key has at least 32 characters and no space; 64 hexadecimal digits are usual';
    return /^\S{32,}$/.test(value) ? undefined : rule;
  }
  if (name.startsWith(commandSecretParameter(''))) return value.trim() === '' ? 'it is empty' : undefined;
  const webhook = readWebhook(value);
  return typeof webhook === 'string' ? webhook : undefined;
}

/** @returns What was done, in words. */
async function carryOut(plan: Plan, { username, botId }: BotFunction, store: SecretStore): Promise<string> {
  const { name, value, outcome, next } = plan;
  if (outcome === 'kept') return `${name}: is set, and stays`;
  if (next === undefined) {
    return `${name}: NOT SET; run this at a terminal, or give it from a pipe (npm run secrets -- --help)`;
  }
  const version = await store.put(name, next);
  if (name === pseudonymKey && value !== undefined) {
    const oldKey = `The old key is version ${version - 1} of the parameter, in its history`;
    return `${name}: replaced; every person is counted as new from now on. ${oldKey}`;
  }
  return `${name}: ${outcome}${name === botToken ? `; Telegram knows it as @${username} (${botId})` : ''}`;
}

/**
 * Puts a new webhook secret before the one in use. The bot takes both, and `npm run bot -- setup` tells Telegram the first.
 *
 * @param reaching - The options with which further commands reach the stage.
 */
export async function rotateWebhookSecrets(reaching: string, next: string, { store, say }: StoreDeps): Promise<number> {
  const current = await currentSecrets(reaching, store);
  if (current.length > 1) {
    const finish = `npm run secrets -- ${reaching} --finish-rotation`;
    throw new NotReadyError(`A rotation has begun already. Finish it: ${finish}`);
  }
  await store.put(webhookSecrets, [next, ...current].join(','));
  say(`${webhookSecrets}: a new one was generated, and the old one is still taken`);
  say('1. Wait five minutes: until then, parts of the bot may know the old one alone, and refuse the new one.');
  say(`2. npm run bot -- setup ${reaching}`);
  say(`3. npm run secrets -- ${reaching} --finish-rotation`);
  return 0;
}

/** Drops the older of two webhook secrets. Asks first whether Telegram has the newer one, which it does not tell. */
export async function finishRotation(
  reaching: string,
  confirm: (question: string) => Promise<boolean>,
  { store, say }: StoreDeps,
): Promise<number> {
  const [newest = '', ...older] = await currentSecrets(reaching, store);
  if (older.length === 0) {
    const begin = `npm run secrets -- ${reaching} --rotate ${webhookSecrets}`;
    throw new NotReadyError(`No rotation has begun: there is one webhook secret. Begin: ${begin}`);
  }
  if (!(await confirm(`Has npm run bot -- setup ${reaching} been run since the rotation began?`))) {
    say('Nothing was changed: both secrets are taken.');
    return 1;
  }
  await store.put(webhookSecrets, newest);
  say(`${webhookSecrets}: the old one is refused within five minutes`);
  say(`Should updates be refused then (npm run bot -- check): npm run bot -- setup ${reaching}`);
  return 0;
}

async function currentSecrets(reaching: string, store: SecretStore): Promise<readonly string[]> {
  const { value } = (await store.list()).find(({ name }) => name === webhookSecrets) ?? {};
  if (value === undefined) {
    throw new NotReadyError(`${webhookSecrets} is not set. Set it: npm run secrets -- ${reaching}`);
  }
  return value.split(',').map((secret) => secret.trim());
}
