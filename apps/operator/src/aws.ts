import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { UsageError } from '@pulso/adapters/node-runtime';
import { parameterName, resourceName, secretParameters, unsetSecret } from '@pulso/contracts/envelope';
import { knownStages, stageNameOf } from '@pulso/infra/stages';

/** The stage is not ready for what was asked. The message says what to do; then run the command again. */
export class NotReadyError extends Error {
  override readonly name: string = 'NotReadyError';
}

/** A part of the stage is not where the credentials lead: it was never deployed, or they lead elsewhere. */
export class NotDeployedError extends NotReadyError {
  override readonly name = 'NotDeployedError';
  /** What is not there, without a full stop: `There is no function pulso-prod-bot`. */
  readonly problem: string;
  /** What to do where the stage should be, without a full stop. */
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem} in this account and region. ${remedy}, or choose another AWS_REGION.`);
    this.problem = problem;
    this.remedy = remedy;
  }
}

/**
 * Waits for what AWS answers about one part of a stage.
 *
 * @throws {NotDeployedError} There is no such resource.
 * @throws What `asking` throws.
 */
export async function orNotDeployed<T>(asking: Promise<T>, problem: string, remedy: string): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    throw new NotDeployedError(problem, remedy);
  }
}

/** What AWS or its SDK refuses for a reason that lies in the caller or on the way, and what the caller can do. */
export interface AwsProblem {
  readonly type: 'credentials' | 'denied' | 'throttled' | 'unreachable';
  /** Begins with a small letter. */
  readonly problem: string;
  readonly advice: string;
}

const logIn = 'log in, set AWS_PROFILE, or name the file of the local cloud: --env FILE';

type Words = readonly [problem: string, advice: string];

const expired: Words = ['the AWS credentials have expired', 'log in again'];
const unknown: Words = [
  'AWS does not know the credentials',
  // A region that the account has not turned on refuses every credential so.
  `are they of this account and partition, and is the region turned on there? Otherwise ${logIn}`,
];
const forged: Words = [
  'AWS does not take the signature of the credentials',
  "is the secret key the right one, and does this machine's clock show the right time?",
];

/** By the error's name: newer protocols and older ones have different names for the same. */
const credentialProblems: Readonly<Record<string, Words>> = {
  TokenProviderError: ['the AWS session has ended', 'log in again'],
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  InvalidClientTokenId: unknown,
  UnrecognizedClientException: unknown,
  SignatureDoesNotMatch: forged,
  InvalidSignatureException: forged,
};

function credentialProblemOf({ name, message }: Error): Words | undefined {
  if (message === 'Region is missing') return ['the region is not known', 'set AWS_REGION to that of the stage'];
  if (name !== 'CredentialsProviderError') {
    return Object.hasOwn(credentialProblems, name) ? credentialProblems[name] : undefined;
  }
  // The SDK has looked everywhere; or it says what is wrong with what the profile names, such as an SSO session, and what
  // to type.
  return message === '' || message.startsWith('Could not load credentials')
    ? ['there are no AWS credentials', logIn]
    : ["the AWS credentials can't be used", message];
}

/** How services say that a policy does not allow a call; SNS and the older protocols have their own names. */
const denied = /^(AccessDenied(Exception)?|AuthorizationError(Exception)?|UnauthorizedOperation|NotAuthorized)$/;

/** How services say that calls come too fast. @see https://github.com/smithy-lang/smithy-typescript, packages/core, retry */
const throttled =
  /^((Throttling|Throttled|RequestThrottled)(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|SlowDown)$/;

const unreachable = /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/;

/** @returns Why a call got no answer, by the error or one behind it; undefined where it got one. */
function unansweredBy(error: Error): string | undefined {
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { code, cause, message } = error as Error & { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string' && unreachable.test(code)) return message.includes(code) ? message : code;
  return cause instanceof Error ? unansweredBy(cause) : undefined;
}

/** Finds the problem of the caller behind an error of a client of AWS; undefined: it is another error. */
export function awsProblemOf(error: Error): AwsProblem | undefined {
  const { name, message } = error;
  if (denied.test(name)) return { type: 'denied', problem: 'the AWS credentials may not do that', advice: message };
  const words = credentialProblemOf(error);
  if (words) return { type: 'credentials', problem: words[0], advice: words[1] };
  if (throttled.test(name)) {
    const problem = `AWS takes no more calls of this kind at present (${name})`;
    return { type: 'throttled', problem, advice: 'run it again in a minute' };
  }
  const reason = unansweredBy(error);
  if (reason === undefined) return undefined;
  const advice = 'look at the network and at the region, then run it again';
  return { type: 'unreachable', problem: `AWS can't be reached (${reason})`, advice };
}

/** Errors of ours whose message says what a person can do, by name. */
const ownErrors = new Set([
  UsageError.name,
  ...['NotReadyError', 'NotDeployedError', 'UnknownStageError', 'InterruptedError'],
  ...['BotApiRefusedError', 'BotApiUnreachableError'],
]);

/** Words an error for the person at the terminal; what nothing can be done about comes with its stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message.includes('ECONNREFUSED') && error.name !== 'BotApiUnreachableError') {
    return 'Nothing answers at the address of AWS_ENDPOINT_URL: does the local cloud run?';
  }
  if (ownErrors.has(error.name)) return error.message;
  const { problem, advice } = awsProblemOf(error) ?? {};
  if (problem === undefined) return error.stack ?? error.message;
  const text = `${problem}: ${advice}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
}

/** Whose credentials these are, and where they lead. */
export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  readonly region: string;
  /** What AWS's clock shows, epoch ms, where its answer tells: a clock here may be wrong, and a local cloud has its own. */
  readonly nowMs?: number;
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html It needs no grant. */
export async function readIdentity(sts: STSClient): Promise<Identity> {
  let nowMs = Number.NaN;
  sts.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const { headers } = answer.response as { readonly headers?: Readonly<Record<string, string>> };
      nowMs = Date.parse(headers?.['date'] ?? '');
      return answer;
    },
    { step: 'deserialize' },
  );
  const { Account: accountId = 'unknown', Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  return { accountId, arn, region: await sts.config.region(), ...(Number.isNaN(nowMs) ? {} : { nowMs }) };
}

/** @returns Every page of a list. */
export async function allOf<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

/**
 * Does something at a stage. Where the stage is not, the error tells where the credentials lead, and where the settings
 * say that it is: a deploy is advised only where the two are the same.
 *
 * @param readReached - Is asked only then. What it throws is left aside: the first error counts.
 * @throws {NotReadyError} The stage is not deployed. Retryable once it is.
 * @throws What `act` throws.
 */
export async function explainAbsence<T>(
  stage: string,
  readReached: () => Promise<Pick<Identity, 'accountId' | 'region'>>,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof NotDeployedError)) throw error;
    const reached = await readReached().catch(() => undefined);
    if (!reached) throw error;
    const { accountId, region } = reached;
    const found = `${error.problem} in the account ${accountId} of your credentials, region ${region}`;
    const elsewhere = elsewhereThan(stage, reached);
    const text = elsewhere ? `${found}; the settings of ${stage} name ${elsewhere.place}` : found;
    throw new NotReadyError(`${text}. ${elsewhere?.advice ?? error.remedy}.`, { cause: error });
  }
}

/** @returns Where the settings of a stage say that it is, and what leads there; undefined: that is where one is. */
export function elsewhereThan(stage: string, { accountId, region }: Pick<Identity, 'accountId' | 'region'>) {
  const wanted: { readonly region: string; readonly accountId?: string } = knownStages[stageNameOf(stage)];
  if (wanted.accountId !== undefined && wanted.accountId !== accountId) {
    return { place: `the account ${wanted.accountId}`, advice: 'Log in to that account, or set AWS_PROFILE' };
  }
  if (wanted.region === region) return undefined;
  return { place: `the region ${wanted.region}`, advice: `Set AWS_REGION=${wanted.region}` };
}

/** What is deployed of a stage's bot, without its secrets. */
export interface BotFunction {
  readonly functionUrl: string;
  readonly telegramApiRoot: string;
  readonly botId: number;
  /** Without `@`. */
  readonly username: string;
  readonly adminUserIds: readonly number[];
  /** How many calls the function takes at once; undefined: as many as the account has left. */
  readonly reservedConcurrency: number | undefined;
}

/**
 * Reads the settings of a stage's bot from its deployed function: what the repository says may not be deployed yet.
 *
 * @param lambda - Credentials need GetFunctionConfiguration, GetFunctionUrlConfig and GetFunctionConcurrency.
 * @throws {NotDeployedError} The bot is not deployed. Retryable once it is.
 * @throws What the client throws: no credentials, no region, a missing grant. Not retryable.
 */
export async function findBotFunction(stage: string, lambda: LambdaClient): Promise<BotFunction> {
  const FunctionName = resourceName(stage, 'bot');
  const remedy = 'Deploy the bot';
  const { Environment } = await orNotDeployed(
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    `There is no function ${FunctionName}`,
    remedy,
  );
  const { FunctionUrl: functionUrl = '' } = await orNotDeployed(
    lambda.send(new GetFunctionUrlConfigCommand({ FunctionName })),
    `The function ${FunctionName} has no URL`,
    remedy,
  );
  const { ReservedConcurrentExecutions } = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  const variables = Environment?.Variables ?? {};
  return {
    functionUrl,
    telegramApiRoot: variables['TELEGRAM_API_ROOT'] ?? '',
    botId: Number(variables['BOT_ID']),
    username: variables['BOT_USERNAME'] ?? '',
    adminUserIds: (variables['ADMIN_USER_IDS'] ?? '').split(',').filter(Boolean).map(Number),
    reservedConcurrency: ReservedConcurrentExecutions,
  };
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const maxNamesPerCall = 10;

/**
 * Reads parameters, decrypted.
 *
 * @param client - Credentials need ssm:GetParameters.
 * @param names - Full names, any number of them.
 * @returns By full name, without white space around; those that are not there are left out.
 * @throws What the client throws: no credentials, no region, a missing grant. Not retryable.
 */
export async function readParameters(
  client: SSMClient,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (let first = 0; first < names.length; first += maxNamesPerCall) {
    const Names = names.slice(first, first + maxNamesPerCall);
    const { Parameters = [] } = await client.send(new GetParametersCommand({ Names, WithDecryption: true }));
    for (const { Name = '', Value = '' } of Parameters) values.set(Name, Value.trim());
  }
  return values;
}

/** What an operator's command needs in order to speak for the bot. */
export interface BotSecrets {
  readonly token: string;
  /** The newer one while two are in use. */
  readonly webhookSecret: string;
}

/**
 * Reads the secrets of a stage's bot.
 *
 * @param ssm - Credentials need GetParameters.
 * @throws {NotReadyError} One of them is not set. Retryable once it is.
 * @throws What the client throws: no credentials, no region, a missing grant. Not retryable.
 */
export async function readBotSecrets(stage: string, ssm: SSMClient): Promise<BotSecrets> {
  const names = [secretParameters.botToken, secretParameters.webhookSecrets].map((name) => parameterName(stage, name));
  const values = await readParameters(ssm, names);
  const [token = '', webhookSecrets = ''] = names.map((name) => {
    const value = values.get(name) ?? '';
    if (value !== '' && value !== unsetSecret) return value;
    throw new NotReadyError(`The parameter ${name} is not set. Set it: npm run secrets -- --stage ${stage}`);
  });
  return { token, webhookSecret: webhookSecrets.replace(/,.*/s, '').trim() };
}
