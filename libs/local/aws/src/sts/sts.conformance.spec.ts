import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { localAccountId } from '../local-account';
import { type ConformanceTarget, startConformanceTarget } from '../testing/start-conformance-target';
import { rejectionOf, testRegion } from '../testing/start-test-cloud';
import { createStsService } from './create-sts-service';

const reference = 'https://docs.aws.amazon.com/STS/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`the Security Token Service by its API (${reference})`, () => {
  let target: ConformanceTarget;
  let client: STSClient;

  beforeAll(async () => {
    target = await startConformanceTarget(() => [createStsService({ accountId: localAccountId })]);
    client = new STSClient(target.clientConfig);
  });

  afterAll(async () => {
    client.destroy();
    await target.stop();
  });

  it('tells who calls: account, ARN of a user or a session, and the id behind it (API_GetCallerIdentity)', async () => {
    const { Account = '', Arn, UserId, $metadata } = await client.send(new GetCallerIdentityCommand({}));

    expect(Account).toMatch(/^\d{12}$/);
    expect(Arn).toMatch(new RegExp(`^arn:aws:(iam|sts)::${Account}:(root$|user/|assumed-role/|federated-user/)`));
    expect(UserId).toMatch(/^[\w+=,.@:-]+$/);
    expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('knows no caller behind an unknown key (CommonErrors.html, InvalidClientTokenId)', async () => {
    const stranger = new STSClient({
      region: testRegion,
      ...target.clientConfig,
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'made-up' },
    });

    const error = await rejectionOf(stranger.send(new GetCallerIdentityCommand({})));

    stranger.destroy();
    expect(error).toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
      $fault: 'client',
      $metadata: { httpStatusCode: 403 },
    });
  });
});
