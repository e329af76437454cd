import { outsideAddressIn } from './outside-addresses';

describe('outsideAddressIn', () => {
  it.each([
    'http://127.0.0.1:4566/000000000000/jobs',
    'http://localhost:1',
    'http://[::1]:80/x',
    'http://127.9.9.9',
    '/aws/lambda/pulso-local-bot',
    'arn:aws:sqs:eu-central-1:000000000000:jobs',
    '--disable-warning=DEP0169 --enable-source-maps',
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
