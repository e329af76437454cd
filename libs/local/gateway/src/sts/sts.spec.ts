import { startTestCloud, type TestCloud, testAccessKey } from '../testing/start-test-cloud';
import { createStsService } from './create-sts-service';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
describe('the Security Token Service', () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    const principals = new Map([
      [testAccessKey, 'administrator'],
      ['LOCALBOT', 'pulso-bot'],
    ]);
    cloud = await startTestCloud(() => [createStsService()], { principals });
  });

  afterEach(() => cloud.stop());

  const call = async (form: Record<string, string>, accessKey = testAccessKey) => {
    const response = await cloud.fetch('sts', { accessKey, body: new URLSearchParams(form) });
    return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
  };

  const identity = { Action: 'GetCallerIdentity', Version: '2011-06-15' };

  it('tells who calls', async () => {
    const administrator = await call(identity);
    const bot = await call(identity, 'LOCALBOT');

    expect(administrator).toMatchObject({ status: 200, type: 'text/xml' });
    expect(administrator.body).toContain('<Arn>arn:aws:iam::000000000000:user/administrator</Arn>');
    expect(administrator.body).toContain('<Account>000000000000</Account>');
    expect(bot.body).toContain('<Arn>arn:aws:sts::000000000000:assumed-role/pulso-bot/pulso-bot</Arn>');
  });

  it('refuses another version of the API and other operations in XML', async () => {
    const version = await call({ ...identity, Version: '2001-01-01' });
    const operation = await call({ ...identity, Action: 'AssumeRole' });

    expect(version).toMatchObject({ status: 400, body: expect.stringContaining('<Code>InvalidAction</Code>') });
    expect(operation).toMatchObject({ status: 400, body: expect.stringContaining('AssumeRole') });
  });
});
