import { type AwsError } from '@pulso/world/aws';
import { createHash, createHmac } from 'node:crypto';

import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { type LocalService, type ServiceCall } from '../service';
import { rejectionOf, startTestCloud, type TestCloud, testRegion } from '../testing/start-test-cloud';
import { type SignedRequest, verifySignature } from './verify-signature';

/** Two requests of AWS's test suite for signers: https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-test-suite.html */
const vectors = [
  { query: '', signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31' },
  {
    query: 'Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
] as const;

const caller = { principal: 'somebody', service: 'service', region: 'us-east-1' };
const signing = { region: () => 'us-east-1', secretOf: () => 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

const signedRequest = (query: string, signature: string, overrides: Partial<SignedRequest> = {}): SignedRequest => ({
  method: 'GET',
  path: '/',
  query,
  headers: {
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
      `SignedHeaders=host;x-amz-date, Signature=${signature}`,
  },
  body: Buffer.alloc(0),
  ...overrides,
});

/** The signature of a signer that computes every step correctly, from the parts that it was given. */
function signedWith(parts: Partial<Record<'names' | 'date' | 'terminator' | 'signedAt', string>>): SignedRequest {
  const {
    names = 'host;x-amz-date',
    date = '20150830',
    terminator = 'aws4_request',
    signedAt = '20150830T123600Z',
  } = parts;
  const headers: Record<string, string> = { host: 'example.amazonaws.com', 'x-amz-date': signedAt };
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const lines = names.split(';').map((name) => `${name}:${headers[name.toLowerCase()] ?? ''}`);
  const canonical = ['GET', '/', '', ...lines, '', names, sha256('')].join('\n');
  const scope = [date, 'us-east-1', 'service', terminator];
  const toSign = ['AWS4-HMAC-SHA256', signedAt, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${signing.secretOf()}`);
  const signature = hmac(key, toSign).toString('hex');
  const authorization =
    `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope.join('/')}, ` + `SignedHeaders=${names}, Signature=${signature}`;
  return signedRequest('', signature, { headers: { ...headers, authorization } });
}

function refusalOf(verify: () => void): AwsError | undefined {
  try {
    verify();
  } catch (error) {
    return error as AwsError;
  }
  return undefined;
}

describe('verifySignature', () => {
  it.each(vectors)("accepts AWS's own example with the query '$query'", ({ query, signature }) => {
    expect(refusalOf(() => verifySignature(signedRequest(query, signature), caller, signing))).toBeUndefined();
  });

  it.each([
    ['method', { method: 'POST' }],
    ['path', { path: '/x' }],
    ['query', { query: 'Param1=value2' }],
    ['body', { body: Buffer.from('x') }],
  ] as const)('refuses a request with another %s than was signed', (_, overrides) => {
    const { query, signature } = vectors[1];

    const error = refusalOf(() => verifySignature(signedRequest(query, signature, overrides), caller, signing));

    expect(error).toMatchObject({ name: 'InvalidSignatureException', status: 403 });
    expect(error?.message).toContain('The Canonical String for this request should have been');
  });

  it('accepts a correct signature, so that the refusals below have one reason', () => {
    expect(refusalOf(() => verifySignature(signedWith({}), caller, signing))).toBeUndefined();
  });

  it.each(['x-amz-date;host', 'Host;X-Amz-Date', 'host;host;x-amz-date', 'HOST;host;x-amz-date'])(
    'refuses the signed headers %s, and shows them in lower case, in order and once each',
    (names) => {
      const error = refusalOf(() => verifySignature(signedWith({ names }), caller, signing));

      expect(error).toMatchObject({ name: 'InvalidSignatureException', status: 403 });
      expect(error?.message).toContain(
        "'GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n",
      );
    },
  );

  it.each([
    ['without the host among its headers', { names: 'x-amz-date' }, /^'Host' or ':authority' must be a 'SignedHeader'/],
    ['of another day than its credential', { date: '20150829' }, /^The request signature we calculated does not match/],
    ['with another terminator', { terminator: 'aws5_request' }, /^The request signature we calculated does not match/],
  ])('refuses a signature %s', (_title, parts, message) => {
    const error = refusalOf(() => verifySignature(signedWith(parts), caller, signing));

    expect(error).toMatchObject({
      name: 'InvalidSignatureException',
      status: 403,
      message: expect.stringMatching(message),
    });
  });
});

describe('a gateway that verifies signatures', () => {
  const secret = 'right/secret+key';
  let cloud: TestCloud;
  let calls: ServiceCall[];

  beforeEach(async () => {
    calls = [];
    cloud = await startTestCloud(() => ['dynamodb', 'lambda', 'sqs', 'sts'].map(fakeService), {
      signing: { region: () => testRegion, secretOf: () => secret },
    });
  });

  afterEach(() => cloud.stop());

  const fakeService = (name: string): LocalService => ({
    name,
    handle: (call) => {
      calls.push(call);
      return Promise.resolve({ status: 200, headers: {}, body: name === 'sts' ? '<a/>' : '{}' });
    },
  });

  const config = (secretAccessKey: string, region = testRegion) => ({
    ...cloud.clientConfig,
    region,
    credentials: { ...cloud.clientConfig.credentials, secretAccessKey, sessionToken: 'token' },
  });

  /** One call by each client. */
  const callAll = (settings: object): readonly Promise<unknown>[] => [
    new DynamoDBClient(settings).send(new ListTablesCommand({})),
    new SQSClient(settings).send(new ListQueuesCommand({})),
    new LambdaClient(settings).send(new ListFunctionsCommand({ Marker: "a b+c/d=*'()!~é", MaxItems: 2 })),
    new LambdaClient(settings).send(
      new GetFunctionCommand({ FunctionName: `arn:aws:lambda:${testRegion}:000000000000:function:bot` }),
    ),
    new STSClient(settings).send(new GetCallerIdentityCommand({})),
  ];

  it('lets the calls of clients with the right secret through, in every protocol', async () => {
    await Promise.all(callAll(config(secret)));

    expect(calls).toHaveLength(5);
  });

  it("refuses those with another secret by the service's own error", async () => {
    const errors = await Promise.all(callAll(config('wrong')).map((call) => rejectionOf<Error>(call)));

    expect(calls).toEqual([]);
    expect(errors).toMatchObject([
      { name: 'InvalidSignatureException', $metadata: { httpStatusCode: 400 } },
      { name: 'InvalidSignatureException', $metadata: { httpStatusCode: 403 } },
      { name: 'InvalidSignatureException', $metadata: { httpStatusCode: 403 } },
      { name: 'InvalidSignatureException', $metadata: { httpStatusCode: 403 } },
      { name: 'SignatureDoesNotMatch', $metadata: { httpStatusCode: 403 } },
    ]);
  });

  it('refuses those of another region, and names the right one', async () => {
    const client = new DynamoDBClient(config(secret, 'us-east-1'));

    const error = await rejectionOf<Error>(client.send(new ListTablesCommand({})));

    expect(error.message).toBe(
      `Credential should be scoped to a valid region, not 'us-east-1'. The local cloud is ${testRegion}.`,
    );
  });
});
