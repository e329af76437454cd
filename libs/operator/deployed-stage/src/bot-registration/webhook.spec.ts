import { allowedUpdates, maxConnectionsFor, webhookDifferences } from './webhook';

describe('maxConnectionsFor', () => {
  it.each([
    [undefined, 40],
    [8, 8],
    [100, 100],
    [250, 100],
    [0, 1],
  ])('fits a reserved concurrency of %s by %s', (reservedConcurrency, expected) => {
    expect(maxConnectionsFor(reservedConcurrency)).toBe(expected);
  });
});

describe('webhookDifferences', () => {
  const webhook = { url: 'https://bot.example.com/', secretToken: 'secret', maxConnections: 40 };
  const info = {
    url: 'https://bot.example.com/',
    allowed_updates: ['my_chat_member', 'message', 'callback_query'],
    max_connections: 40,
    pending_update_count: 0,
  };

  it('sees none in what was set, whatever the order of the kinds', () => {
    expect(webhookDifferences(webhook, info)).toEqual([]);
  });

  it('words what is missing, and quotes no secret', () => {
    const differences = webhookDifferences(webhook, { url: '', pending_update_count: 0 });

    expect(differences.map(({ what, found }) => [what, found])).toEqual([
      ['webhook address', 'nowhere'],
      ['webhook kinds of update', "Telegram's standard"],
    ]);
    expect(JSON.stringify(differences)).not.toContain('secret');
  });
});

it('Telegram is not asked for edits, which the bot does not answer', () => {
  expect(allowedUpdates.filter((kind) => kind.startsWith('edited_'))).toEqual([]);
});
