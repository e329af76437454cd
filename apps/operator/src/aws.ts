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

/** What AWS or its SDK says about the caller and not about the call, and what the caller can do. */
export interface AwsProblem {
  /** Begins with a small letter. */
  readonly problem: string;
  /** The same, unless it is a sentence of the SDK. */
  readonly advice: string;
}

const logIn = 'log in, set AWS_PROFILE, or name the file of the local cloud: --env FILE';

const none: AwsProblem = { problem: 'there are no AWS credentials', advice: logIn };
const expired: AwsProblem = { problem: 'the AWS credentials have expired', advice: 'log in again' };
const unknown: AwsProblem = {
  problem: 'AWS does not know the credentials',
  // A region that the account has not turned on refuses every credential so.
  advice: `are they of this account and partition, and is the region turned on there? Otherwise ${logIn}`,
};
const forged: AwsProblem = {
  problem: 'AWS does not take the signature of the credentials',
  advice: "is the secret key the right one, and does this machine's clock show the right time?",
};

/** The SDK has looked everywhere. Otherwise it says what is wrong with what the profile names, and what to type. */
const foundNowhere = /^Could not load credentials/;

/** By the error's name: newer protocols and older ones have different names for the same. */
const credentialProblems: Readonly<Record<string, AwsProblem>> = {
  TokenProviderError: { problem: 'the AWS session has ended', advice: 'log in again' },
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  InvalidClientTokenId: unknown,
  UnrecognizedClientException: unknown,
  SignatureDoesNotMatch: forged,
  InvalidSignatureException: forged,
};

/** @returns Undefined where the error says nothing about credentials and region. */
export function awsProblemOf({ name, message }: Error): AwsProblem | undefined {
  if (message === 'Region is missing') {
    return { problem: 'the region is not known', advice: 'set AWS_REGION to that of the stage' };
  }
  if (name === 'CredentialsProviderError') {
    // Such as a session of IAM Identity Center that has ended.
    const advice = message.replace(/\.$/, '');
    return foundNowhere.test(message) || advice === ''
      ? none
      : { problem: "the AWS credentials can't be used", advice };
  }
  return Object.hasOwn(credentialProblems, name) ? credentialProblems[name] : undefined;
}

/** How services say that a policy does not allow a call; SNS and the older protocols have their own names. */
const denied = /^(AccessDenied(Exception)?|AuthorizationError(Exception)?|UnauthorizedOperation|NotAuthorized)$/;

export const isDenied = ({ name }: Error): boolean => denied.test(name);

const unreachable = /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/;

/**
 * How services of AWS say that calls come too fast.
 *
 * @see https://github.com/smithy-lang/smithy-typescript, packages/core, retry
 */
const throttled =
  /^((Throttling|Throttled|RequestThrottled)(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|SlowDown)$/;

export const isThrottled = ({ name }: Error): boolean => throttled.test(name);

/** An error that says that a call got no answer, or is behind one that does. */
interface Unanswered {
  readonly error: Error;
  /** For example `ENOTFOUND`. */
  readonly reason: string;
}

/** @returns Why a call of an AWS client got no answer; undefined where it got one. */
export function unansweredBy(error: Error): Unanswered | undefined {
  if (error.name === 'TimeoutError') return { error, reason: 'no answer in time' };
  const { code, cause } = error as Error & { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string' && unreachable.test(code)) return { error, reason: code };
  return cause instanceof Error ? unansweredBy(cause) : undefined;
}

/** Errors of ours whose message says what a person can do, by name. */
const ownErrors = new Set([
  UsageError.name,
  NotReadyError.name,
  NotDeployedError.name,
  'UnknownStageError',
  'InterruptedError',
  'BotApiRefusedError',
  'BotApiUnreachableError',
]);

/** Words an error for the person at the terminal; what nothing can be done about comes with its stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message.includes('ECONNREFUSED') && error.name !== 'BotApiUnreachableError') {
    return 'Nothing answers at the address of AWS_ENDPOINT_URL: does the local cloud run?';
  }
  if (ownErrors.has(error.name)) return error.message;
  if (isDenied(error)) return `The AWS credentials may not do that: ${error.message}`;
  const aws = awsProblemOf(error);
  if (aws) return sentence(`${aws.problem}: ${aws.advice}`);
  if (isThrottled(error)) {
    return `AWS takes no more calls of this kind at present (${error.name}): run it again in a minute.`;
  }
  const lost = unansweredBy(error);
  if (lost) {
    const reason = lost.error.message.includes(lost.reason) ? lost.error.message : lost.reason;
    return `AWS can't be reached (${reason}): look at the network and at the region, then run it again.`;
  }
  return error.stack ?? error.message;
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('?') ? '' : '.'}`;

/** Where credentials lead. */
export interface Reached {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Creates what tells where the credentials of a client lead.
 *
 * @param sts - Needs no grant.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const createReadReached = (sts: STSClient) => async (): Promise<Reached> => {
  const { Account: accountId = 'unknown' } = await sts.send(new GetCallerIdentityCommand({}));
  return { accountId, region: await sts.config.region() };
};

/** Where a stage is by its settings. */
interface Place {
  readonly region: string;
  readonly accountId?: string;
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
  readReached: () => Promise<Reached>,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof NotDeployedError)) throw error;
    const reached = await readReached().catch(() => undefined);
    if (!reached) throw error;
    throw new NotReadyError(describeAbsence(error, stage, reached), { cause: error });
  }
}

function describeAbsence({ problem, remedy }: NotDeployedError, stage: string, { accountId, region }: Reached): string {
  const wanted: Place = knownStages[stageNameOf(stage)];
  const found = `${problem} in the account ${accountId} of your credentials, region ${region}`;
  if (wanted.accountId !== undefined && wanted.accountId !== accountId) {
    const advice = 'Log in to that account, or set AWS_PROFILE.';
    return `${found}; the settings of ${stage} name the account ${wanted.accountId}. ${advice}`;
  }
  if (wanted.region !== region) {
    return `${found}; the settings of ${stage} name the region ${wanted.region}. Set AWS_REGION=${wanted.region}.`;
  }
  return `${found}. ${remedy}.`;
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
  const names = {
    token: parameterName(stage, secretParameters.botToken),
    webhookSecrets: parameterName(stage, secretParameters.webhookSecrets),
  };
  const values = await readParameters(ssm, Object.values(names));
  const valueOf = (name: string): string => {
    const value = values.get(name) ?? '';
    if (value !== '' && value !== unsetSecret) return value;
    throw new NotReadyError(`The parameter ${name} is not set. Set it: npm run secrets -- --stage ${stage}`);
  };
  const [webhookSecret = ''] = valueOf(names.webhookSecrets).split(',');
  return { token: valueOf(names.token), webhookSecret: webhookSecret.trim() };
}
