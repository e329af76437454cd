import { UsageError } from '@pulso/adapters/node-runtime';

import { readPipedSecrets } from './secrets';

describe('readPipedSecrets', () => {
  it('reads a line for each secret, with what else stands in such a file', () => {
    const text = '# prod\r\n\r\nbot-token=1:a=b \r\nwebhook-chat={"url": "https://a.example/?b=c"}';

    expect(Object.fromEntries(readPipedSecrets(text))).toEqual({
      'bot-token': '1:a=b',
      'webhook-chat': '{"url": "https://a.example/?b=c"}',
    });
    expect(readPipedSecrets('').size).toBe(0);
  });

  it.each([['1234:secret'], ['bot-token='], ['bot-token =secret'], ['Bot=secret'], ['bot-token=1\nbot-token=secret']])(
    'refuses %j without quoting it',
    (text) => {
      expect(() => readPipedSecrets(text)).toThrow(UsageError);
      expect(() => readPipedSecrets(text)).not.toThrow(/secret/);
    },
  );
});
