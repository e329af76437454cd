import { describeProblems } from '../testing/describe-problems';
import { nowMs, parametersWith, telegramWith, webhookWith } from '../testing/healthy-stage';
import { TelegramRefusedError, UnreachableError } from '../errors';

const minute = 60;

const nowSeconds = nowMs / 1000;

describeProblems('bot', [
  [
    'no token',
    parametersWith({ 'bot-token': 'not-set' }),
    /^warning: .*not checked, as the parameter \/pulso\/prod\/bot-token is not set/,
  ],
  [
    'a revoked token',
    telegramWith({ getMe: new TelegramRefusedError('getMe', 401, 'Unauthorized') }),
    /^failed: .*does not know the token.* → npm run secrets -- --stage prod --only bot-token, then npm run bot -- setup --stage prod$/,
  ],
  [
    'another bot',
    telegramWith({ getMe: { id: 5, username: 'PulsoBot' } }),
    /^failed: .*@PulsoBot \(5\), and the deployed bot is @PulsoBot \(7000000001\).* → .*--only bot-token/,
  ],
  ['a bot that was renamed', telegramWith({ getMe: { id: 7_000_000_001, username: 'NewBot' } }), /^failed: .*@NewBot/],
  [
    'no way to Telegram',
    telegramWith({ getMe: new UnreachableError('Telegram', 'ECONNREFUSED') }),
    /^failed: .*Telegram can't be reached: ECONNREFUSED/,
  ],
]);

describeProblems('webhook', [
  ['no webhook', webhookWith({ url: '' }), /^failed: .*nowhere.* → .*npm run bot -- setup --stage prod/],
  [
    'another address',
    webhookWith({ url: 'https://other.example.com/secret-path' }),
    /^failed: .*another address than the function's/,
  ],
  ['no function URL', { readFunctionUrl: async () => undefined }, /^failed: .*no function URL/],
  ['many updates wait', webhookWith({ pending_update_count: 80 }), /^warning: .*80 updates wait/],
  [
    'the wrong secret',
    webhookWith({
      pending_update_count: 4,
      last_error_date: nowSeconds - 2 * minute,
      last_error_message: 'Wrong response from the webhook: 401 Unauthorized',
    }),
    /^failed: .*4 updates wait; the last error 2 min ago: Wrong response.* → .*the secret is another one/,
  ],
  [
    'a wrong secret of which no message has told for hours',
    webhookWith({
      last_error_date: nowSeconds - 300 * minute,
      last_error_message: 'Wrong response from the webhook: 401 Unauthorized',
    }),
    /^warning: .*the last error 5 h ago: Wrong response.* → .*the secret is another one than the parameter's: npm run bot -- setup --stage prod/,
  ],
  [
    'a URL that refuses callers',
    webhookWith({
      pending_update_count: 4,
      last_error_date: nowSeconds - 2,
      last_error_message: 'Wrong response from the webhook: 403 Forbidden',
    }),
    /^failed: .*403.* → .*URL refuses callers/,
  ],
  [
    'an error that has passed just now',
    webhookWith({
      last_error_date: nowSeconds - 40 * minute,
      last_error_message: 'Connection timed out',
    }),
    /^warning: .*40 min ago: Connection timed out.* → .*aws logs tail \/aws\/lambda\/pulso-prod-bot/,
  ],
  ['the default kinds of update', webhookWith({ allowed_updates: undefined }), /^warning: .*default kinds/],
  [
    'a kind that is missing',
    webhookWith({ allowed_updates: ['message'] }),
    /^failed: .*does not send callback_query, my_chat_member/,
  ],
  [
    'a kind too many',
    webhookWith({ allowed_updates: ['message', 'callback_query', 'my_chat_member', 'poll'] }),
    /^warning: .*sends poll/,
  ],
]);

describeProblems('commands', [
  ['no commands', telegramWith({ getMyCommands: [] }), /^warning: .*none are shown.* → .*bot -- setup/],
]);
