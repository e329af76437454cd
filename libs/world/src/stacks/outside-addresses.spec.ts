import { outsideAddressIn } from './outside-addresses';
import { urlStart, withVariable } from './testing/written-stacks';

describe('outsideAddressIn', () => {
  it.each([
    'http://127.0.0.1:4566/000000000000/jobs',
    'http://localhost:1',
    'http://[::1]:80/x',
    'http://127.9.9.9',
    '/aws/lambda/pulso-local-bot',
    'arn:aws:sqs:eu-central-1:000000000000:jobs',
    '--disable-warning=DEP0169 --trace-uncaught',
    '{"owners":[{"type":"telegram","chatId":"-1001"}]}',
    '',
  ])('finds nothing in %j', (value) => {
    expect(outsideAddressIn(value)).toBeUndefined();
  });

  it.each([
    ['https://example.com/x', 'https://example.com/x'],
    ['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
    ['{"url":"https://example.com"}', 'https://example.com'],
    ['http://127.0.0.1,http://10.0.0.1', 'http://10.0.0.1'],
    ['http://127.0.0.1.example.com', 'http://127.0.0.1.example.com'],
    ['http://127.0.0.1@example.com', 'http://127.0.0.1@example.com'],
    ['http://localhost.example.com', 'http://localhost.example.com'],
    ['redis://cache:6379', 'redis://cache:6379'],
    ['http://0.0.0.0:1', 'http://0.0.0.0:1'],
    ['http://', 'http://'],
    ['sqs.eu-central-1.amazonaws.com', 'sqs.eu-central-1.amazonaws.com'],
    ['dynamodb.eu-west-1.api.aws', 'dynamodb.eu-west-1.api.aws'],
  ])('finds the address in %j', (value, address) => {
    expect(outsideAddressIn(value)).toBe(address);
  });
});

describe('addresses of the outside world', () => {
  it.each([
    [`${urlStart}/jobs`, 'http://127.0.0.1:4566/000000000000/jobs'],
    ['https://api.telegram.org', 'http://127.0.0.1:8081'],
    ['https://api.telegram.org/bot', 'http://127.0.0.1:8081/bot'],
    ['http://127.0.0.1:1/x', 'http://127.0.0.1:1/x'],
  ])('%s becomes %s', (value, local) => {
    expect(withVariable(value)).toBe(local);
  });

  it.each([
    ['https://api.telegram.org.example.com'],
    ['https://example.com'],
    [`${urlStart.replace('sqs', 'dynamodb')}/jobs`],
    ['https://sqs.eu-west-1.amazonaws.com/111111111111/jobs'],
  ])('%s stops the start and names function and variable', (value) => {
    expect(() => withVariable(value)).toThrow(/^Functions would leave this computer: TARGET of worker holds https:/);
  });

  it('refuses the URL of a queue that no stack declares', () => {
    expect(() => withVariable(`${urlStart}/gone`)).toThrow(/TARGET of worker: it is the URL of a queue "gone"/);
  });
});
