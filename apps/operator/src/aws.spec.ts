import { createServer } from 'node:http';

import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';
import { callTimeouts } from '@pulso/adapters/node-runtime';
import { type StageName, type StageSettings, knownStages } from '@pulso/infra/stages';
import { listenOnLoopback } from '@pulso/local/gateway';

import { type Identity, NotDeployedError, NotReadyError, atStage, explain } from './aws';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

describe('explain', () => {
  it.each([
    [
      named('CredentialsProviderError', 'Could not load credentials from any providers'),
      /There are no AWS credentials.*AWS_PROFILE/,
    ],
    [
      named('CredentialsProviderError', "Token is expired. To refresh this SSO session run 'aws sso login'."),
      /^The AWS credentials can't be used: Token is expired\. .* run 'aws sso login'\.$/,
    ],
    [
      named('ThrottlingException', 'Rate exceeded'),
      /^AWS takes no more calls of this kind at present \(ThrottlingException\): run it again in a minute\.$/,
    ],
    [
      Object.assign(new Error('getaddrinfo ENOTFOUND lambda.eu-centrl-1.amazonaws.com'), { code: 'ENOTFOUND' }),
      /^AWS can't be reached \(getaddrinfo ENOTFOUND lambda\.eu-centrl-1.*\): look at the network and at the region, then/,
    ],
    [
      named('AccessDeniedException', 'not authorized to perform'),
      /^The AWS credentials may not do that: not authorized/,
    ],
    [named('ExpiredTokenException', 'expired'), /^The AWS credentials have expired: log in again\.$/],
    [
      named('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      /^AWS does not know the credentials: .* is the region turned on there\? Otherwise log in/,
    ],
    [named('SignatureDoesNotMatch', 'x'), /^AWS does not take the signature .* right time\?$/],
    [named('BotApiRefusedError', 'Telegram has refused setWebhook: 400.'), /^Telegram has refused setWebhook: 400\.$/],
    [new Error('Region is missing'), /^The region is not known: set AWS_REGION to that of the stage\.$/],
  ])('words %s', (error, expected) => {
    expect(explain(error)).toMatch(expected);
  });

  /** What a client throws that calls an address with this timeout. */
  const errorOf = async (endpoint: string, attemptMs: number): Promise<unknown> => {
    const client = new SSMClient({
      ...{ region: 'eu-central-1', endpoint, maxAttempts: 1, requestHandler: callTimeouts(attemptMs) },
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    return client.send(new GetParameterCommand({ Name: 'x' })).catch((reason: unknown) => reason);
  };

  it('names the local cloud if it has stopped', async () => {
    expect(explain(await errorOf('http://127.0.0.1:9', 60_000))).toMatch(/does the local cloud run\?/);
  });

  it('says that AWS gives no answer in time', async () => {
    const { url, close } = await listenOnLoopback(createServer(), 0);

    const error = await errorOf(url, 20);
    await close();

    expect(explain(error)).toBe(
      "AWS can't be reached (no answer in time): look at the network and at the region, then run it again.",
    );
  });

  it('shows an unknown error with its stack', () => {
    expect(explain(new TypeError('slip'))).toMatch(/TypeError: slip\n\s+at /);
  });
});

const { region } = knownStages.prod;
const absent = new NotDeployedError('there is no parameter x');

/** The credentials lead where the settings say, except for the overrides in `reached`. */
const errorAt = (
  stage: StageName,
  reached: Partial<Pick<Identity, 'accountId' | 'region'>> | Error,
  error: Error = absent,
): Promise<unknown> =>
  atStage(
    stage,
    () => Promise.reject(error),
    async () => {
      if (reached instanceof Error) throw reached;
      const settings: StageSettings = knownStages[stage];
      return { accountId: settings.accountId ?? '', region: settings.region, ...reached };
    },
  ).catch((reason: unknown) => reason);

describe('atStage', () => {
  it('returns the result of the action', async () => {
    const refuse = () => Promise.reject(new Error('asked'));

    expect(await atStage('prod', async () => 'done', refuse)).toBe('done');
  });

  it.each([
    [
      { accountId: 'another' },
      /in the account another .*\. The settings of prod name the account \d{12}\. Log in to that account, or set AWS_PROFILE\.$/,
    ],
    [
      { region: 'another-1' },
      new RegExp(
        `region another-1: .*\\. The settings of prod name the region ${region}\\. Set AWS_REGION=${region}\\.$`,
      ),
    ],
    [
      {},
      new RegExp(
        `^Not all of the stage prod is in the account \\d{12} .*, region ${region}: there is no parameter x\\. Deploy it `,
      ),
    ],
    [new Error('denied'), /is where your credentials lead: .*, or choose another AWS_REGION\.$/],
  ])('says of credentials that lead to %j what to do', async (reached, message) => {
    const error = await errorAt('prod', reached);

    expect(error).toBeInstanceOf(NotReadyError);
    expect((error as Error).message).toMatch(message);
  });

  it('accepts any account if the settings name none, and quotes AWS about a missing part', async () => {
    const missing = named('ResourceNotFoundException', 'Function not found: arn');

    expect(String(await errorAt('local', { accountId: 'another' }, missing))).toMatch(
      /: Function not found: arn\. Deploy it \(npm run deploy -- --stage local\)\.$/,
    );
  });

  it('leaves errors of other kinds alone', async () => {
    const other = new TypeError('slip');

    expect(await errorAt('prod', {}, other)).toBe(other);
  });
});
