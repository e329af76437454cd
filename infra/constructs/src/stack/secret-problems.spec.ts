import { secretProblems } from './secret-problems';

describe('secretProblems', () => {
  it.each([
    ['a Telegram bot token', `"123456789:${'A'.repeat(35)}"`],
    ['a Telegram bot token', `(123456789:${'A'.repeat(34)}-)`],
    ['the address of a webhook', 'https://hooks.slack.com/services/T0/B0/x'],
    ['the address of a webhook', 'https://discord.com/api/webhooks/1/x'],
    ['an AWS access key', `AKIA${'A'.repeat(16)}`],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ])('finds %s and does not repeat it', (what, secret) => {
    expect(secretProblems('prod', `{"name":"${secret}"}`)).toEqual([
      `infra/stages/src/prod.ts: there is ${what} in it: take it out, and give it to npm run secrets.`,
    ]);
  });

  it('finds none in names, ids and parameters', () => {
    expect(
      secretProblems('prod', '{"name":"/pulso/prod/bot-token","BOT_ID":"8123456789","chat":"-1001234567890"}'),
    ).toEqual([]);
  });
});
