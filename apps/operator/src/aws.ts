import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { callTimeouts } from '@pulso/adapters/node-runtime';
import { parameterName, resourceName, secretParameters, unsetSecret } from '@pulso/contracts/envelope';
import { knownStages, stageNameOf } from '@pulso/infra/stages';

/** The stage is not ready for what was asked. The message says what to do; then run the command again. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}

/** A part of the stage is not where the credentials lead. The message names it, without a full stop. */
export class NotDeployedError extends Error {
  override readonly name = 'NotDeployedError';
}

/** A refusal of AWS or its SDK because of the caller or the network, and what the caller can do. */
export interface AwsProblem {
  readonly type: 'credentials' | 'denied' | 'throttled' | 'unreachable';
  /** Begins with a small letter. */
  readonly problem: string;
  readonly advice: string;
}

const logIn = 'log in, set AWS_PROFILE, or name the file of the local cloud: --env FILE';

/** Problems of credentials, by the error's name. Older protocols have other names for them. */
const credentialProblems: readonly (readonly [names: RegExp, problem: string, advice: string])[] = [
  [/^TokenProviderError$/, 'the AWS session has ended', 'log in again'],
  [/^ExpiredToken(Exception)?$/, 'the AWS credentials have expired', 'log in again'],
  [
    /^(InvalidClientTokenId|UnrecognizedClientException)$/,
    'AWS does not know the credentials',
    // A region that the account has not turned on gives this answer to all credentials.
    `are they of this account and partition, and is the region turned on there? Otherwise ${logIn}`,
  ],
  [
    /^(SignatureDoesNotMatch|InvalidSignatureException)$/,
    'AWS does not take the signature of the credentials',
    "is the secret key the right one, and does this machine's clock show the right time?",
  ],
];

/** How services say that a policy does not allow a call; SNS and the older protocols have their own names. */
const denied = /^(AccessDenied(Exception)?|AuthorizationError(Exception)?|UnauthorizedOperation|NotAuthorized)$/;

/** How services say that calls come too fast. @see https://github.com/smithy-lang/smithy-typescript, packages/core, retry */
const throttled =
  /^((Throttling|Throttled|RequestThrottled)(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|SlowDown)$/;

const unreachable = /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/;

/** @returns Why a call got no answer, by the error or its causes; undefined if it got one. */
function unansweredBy(error: Error): string | undefined {
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { code, cause, message } = error as Error & { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string' && unreachable.test(code)) return message.includes(code) ? message : code;
  return cause instanceof Error ? unansweredBy(cause) : undefined;
}

/** Finds the problem of the caller behind an error of a client of AWS; undefined: it is another error. */
export function awsProblemOf(error: Error): AwsProblem | undefined {
  const { name, message } = error;
  const ofCredentials = (problem: string, advice: string): AwsProblem => ({ type: 'credentials', problem, advice });
  if (message === 'Region is missing') {
    return ofCredentials('the region is not known', 'set AWS_REGION to that of the stage');
  }
  if (name === 'CredentialsProviderError') {
    // Otherwise the SDK names the problem of the profile, such as an SSO session, and what to type.
    return message === '' || message.startsWith('Could not load credentials')
      ? ofCredentials('there are no AWS credentials', logIn)
      : ofCredentials("the AWS credentials can't be used", message);
  }
  const [, problem, advice = ''] = credentialProblems.find(([names]) => names.test(name)) ?? [];
  if (problem !== undefined) return ofCredentials(problem, advice);
  if (denied.test(name)) return { type: 'denied', problem: 'the AWS credentials may not do that', advice: message };
  if (throttled.test(name)) {
    const tooFast = `AWS takes no more calls of this kind at present (${name})`;
    return { type: 'throttled', problem: tooFast, advice: 'run it again in a minute' };
  }
  const reason = unansweredBy(error);
  const look = 'look at the network and at the region, then run it again';
  return reason === undefined
    ? undefined
    : { type: 'unreachable', problem: `AWS can't be reached (${reason})`, advice: look };
}

/** Our own errors, whose message says what a person can do. */
const ownErrors = /^(UsageError|NotReadyError|UnknownStageError|BotApiRefusedError|BotApiUnreachableError)$/;

/** Words an error for the person at the terminal; an unknown one comes with its stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message.includes('ECONNREFUSED') && error.name !== 'BotApiUnreachableError') {
    return 'Nothing answers at the address of AWS_ENDPOINT_URL: does the local cloud run?';
  }
  if (ownErrors.test(error.name)) return error.message;
  const { problem, advice } = awsProblemOf(error) ?? {};
  if (problem === undefined) return error.stack ?? error.message;
  const text = `${problem}: ${advice}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
}

/** A call takes a second at most where all is well. */
const attemptMs = 10_000;

/** Settings of clients whose answer a person waits for. Without a limit a client waits for ever. */
export const commandClient = { maxAttempts: 3, requestHandler: callTimeouts(attemptMs) };

/** Whose credentials these are, and where they lead. */
export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  readonly region: string;
  /** AWS's time, epoch ms, if its answer has it: this machine's clock may be wrong, and a local cloud has its own. */
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
 * Acts on a stage. If a part of the stage is missing, the error says where the credentials lead and where the settings
 * place the stage. It advises a deploy only if both are the same.
 *
 * @param readReached - Is asked only then.
 * @throws {NotReadyError} The stage is not deployed there.
 * @throws What `act` throws.
 */
export async function atStage<T>(
  stage: string,
  act: () => Promise<T>,
  readReached: () => Promise<Pick<Identity, 'accountId' | 'region'>> = () => readIdentity(new STSClient(commandClient)),
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { name = '', message = '' } = error instanceof Error ? error : {};
    if (name !== 'NotDeployedError' && name !== 'ResourceNotFoundException') throw error;
    const reached = await readReached().catch(() => undefined);
    const place = reached && `in the account ${reached.accountId} of your credentials, region ${reached.region}`;
    const elsewhere = reached && elsewhereThan(stage, reached);
    const advice = elsewhere
      ? `The settings of ${stage} name ${elsewhere.place}. ${elsewhere.advice}`
      : `Deploy it (npm run deploy -- --stage ${stage})${reached ? '' : ', or choose another AWS_REGION'}`;
    const text = `Not all of the stage ${stage} is ${place ?? 'where your credentials lead'}: ${message}. ${advice}.`;
    throw new NotReadyError(text, { cause: error });
  }
}

/** @returns Where the settings place a stage, and how to get there; undefined: the credentials lead there. */
export function elsewhereThan(stage: string, { accountId, region }: Pick<Identity, 'accountId' | 'region'>) {
  const wanted: { readonly region: string; readonly accountId?: string } = knownStages[stageNameOf(stage)];
  if (wanted.accountId !== undefined && wanted.accountId !== accountId) {
    return { place: `the account ${wanted.accountId}`, advice: 'Log in to that account, or set AWS_PROFILE' };
  }
  if (wanted.region === region) return undefined;
  return { place: `the region ${wanted.region}`, advice: `Set AWS_REGION=${wanted.region}` };
}

export type BotFunction = Awaited<ReturnType<typeof findBotFunction>>;

/** Reads the settings of a stage's bot from its function: the repository's may not be deployed yet. */
export async function findBotFunction(stage: string, lambda: LambdaClient) {
  const FunctionName = resourceName(stage, 'bot');
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { FunctionUrl: functionUrl = '' } = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
  const { ReservedConcurrentExecutions } = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  const variables = Environment?.Variables ?? {};
  return {
    functionUrl,
    telegramApiRoot: variables['TELEGRAM_API_ROOT'] ?? '',
    botId: Number(variables['BOT_ID']),
    username: variables['BOT_USERNAME'] ?? '',
    adminUserIds: (variables['ADMIN_USER_IDS'] ?? '').split(',').filter(Boolean).map(Number),
    /** undefined: the function takes as many calls at once as the account has left. */
    reservedConcurrency: ReservedConcurrentExecutions,
  };
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const maxNamesPerCall = 10;

/** @returns Decrypted parameters by full name, trimmed; missing ones are left out. */
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

export type BotSecrets = Awaited<ReturnType<typeof readBotSecrets>>;

/** Reads the bot's token and webhook secret. @throws {NotReadyError} One of the secrets is not set. */
export async function readBotSecrets(stage: string, ssm: SSMClient) {
  const names = [secretParameters.botToken, secretParameters.webhookSecrets].map((name) => parameterName(stage, name));
  const values = await readParameters(ssm, names);
  const [token = '', webhookSecrets = ''] = names.map((name) => {
    const value = values.get(name) || unsetSecret;
    if (value !== unsetSecret) return value;
    throw new NotReadyError(`The parameter ${name} is not set. Set it: npm run secrets -- --stage ${stage}`);
  });
  // The newer one while two are in use.
  return { token, webhookSecret: webhookSecrets.replace(/,.*/s, '').trim() };
}
