import { createLocalClock } from '@pulso/local-clock';
import { type BotApiServer, startBotApiServer } from '@pulso/local-telegram';

import { type ChatScreen } from './chat-view';
import { NoLocalCloudError } from './errors';
import { createPeopleClient } from './people-client';
import { type ChatSettings, runChat } from './run-chat';
import { type TestConsole, startTestConsole } from './testing/start-test-console';
import { type ToyBot, startToyBot } from './testing/toy-bot';

const botToken = '77:local-token-of-the-chat';
const bot = { id: 77, username: 'toy_bot', first_name: 'Toy' };

describe('runChat', () => {
  const clock = createLocalClock();
  let telegram: BotApiServer;
  let console: TestConsole;
  let toy: ToyBot;

  beforeEach(async () => {
    console = await startTestConsole(() => telegram);
    const onPeopleEvent = console.tell;
    telegram = await startBotApiServer({ token: botToken, clock, random: () => 0, bot, onPeopleEvent });
    toy = await startToyBot(telegram.url, botToken);
  });

  afterEach(async () => {
    await telegram.close();
    await console.close();
    await toy.stop();
  });

  afterAll(() => clock.stop());

  /** Types lines as from a pipe. @returns What was printed, and the exit status. */
  const chat = async (
    lines: readonly (string | (() => unknown))[],
    settings: Partial<ChatSettings> = {},
    url = console.url,
  ): Promise<{ shown: string[]; status: number }> => {
    const shown: string[] = [];
    const screen: ChatScreen = {
      isTerminal: false,
      print: (line) => shown.push(line),
      prompt: () => undefined,
      lines: (async function* () {
        for (const line of lines) {
          if (typeof line === 'string') yield line;
          else await line();
        }
      })(),
    };
    const client = createPeopleClient({ url, source: 'a test' });
    const status = await runChat(client, screen, { person: 'Ada', group: undefined, waitMs: 5000, ...settings });
    return { shown, status };
  };

  it('shows messages, buttons and edits, and presses buttons by number', async () => {
    const { shown, status } = await chat(['/start', '1', '1', '2', '/quit', 'never said']);

    expect(shown.slice(2)).toEqual([
      '#1 Ada: /start',
      '#2 Toy: Count 0',
      '    [1] More  [2] Less',
      '    [3] Docs <https://core.telegram.org/bots>',
      'Ada presses "More".',
      'Toy notes: Now 1',
      '#2 Toy (edited): Count 1',
      '    [1] More  [2] Less',
      '    [3] Docs <https://core.telegram.org/bots>',
      'Ada presses "More".',
      'Toy notes: Now 2',
      '#2 Toy (edited): Count 2',
      '    [1] More  [2] Less',
      '    [3] Docs <https://core.telegram.org/bots>',
      'Ada presses "Less".',
      'Toy notes: Now 1',
      '#2 Toy (edited): Count 1',
      '    [1] More  [2] Less',
      '    [3] Docs <https://core.telegram.org/bots>',
    ]);
    expect(status).toBe(0);
  });

  it('waits until the bot has handled a line before it reads the next one', async () => {
    const { shown } = await chat(['one', 'two']);

    expect(shown.slice(2)).toEqual([
      '#1 Ada: one',
      '#2 Toy:',
      '    You said:',
      '    one',
      '#3 Ada: two',
      '#4 Toy:',
      '    You said:',
      '    two',
    ]);
  });

  it('lets several people talk, each in private with the bot', async () => {
    const { shown } = await chat(['hi', '/as Bob', 'ho', '/as Ada']);

    expect(shown).toEqual([
      `Talking to Toy at ${new URL(console.url).origin} (from a test). ? for help, /quit to leave.`,
      'Ada is in the private chat.',
      '#1 Ada: hi',
      '#2 Toy:',
      '    You said:',
      '    hi',
      'Bob is in the private chat.',
      '#1 Bob: ho',
      '#2 Toy:',
      '    You said:',
      '    ho',
      'Ada is in the private chat.',
    ]);
  });

  it('hides from the bot what people say among themselves in a group', async () => {
    const { shown, status } = await chat([
      '/chat group Lunch',
      'anyone?',
      '/menu@toy_bot',
      '/as Bob',
      '1',
      '/menu@other_bot',
    ]);

    expect(toy.heard).toEqual(['/menu@toy_bot', 'Bob more']);
    expect(shown).toContain(
      '(The bot does not see it: in groups, privacy mode shows it commands and replies to it only.)',
    );
    expect(shown).toContain('Bob is in the group "Lunch".');
    expect(status).toBe(0);
  });

  it('lets the bot hear a reply to its message in a group', async () => {
    const { shown } = await chat(['/menu', '/reply 2 seven', '/reply 99 eight'], { group: 'Lunch' });

    expect(toy.heard).toEqual(['/menu', 'seven']);
    expect(shown).toContain('#3 Ada (to #2): seven');
    expect(shown).toContain('! There is no message 99.');
  });

  it('names the chat of what comes in another one', async () => {
    const { shown } = await chat([
      'hi',
      '/chat group Lunch',
      () => telegram.conversation.sentByBot().length,
      async () => {
        const [{ chatId } = { chatId: 0 }] = telegram.conversation.sentByBot();
        await fetch(`${telegram.url}/bot${botToken}/sendMessage?chat_id=${chatId}&text=psst&disable_notification=true`);
      },
      '/menu',
    ]);

    expect(shown).toContain('[Ada in private] #3 Toy (silent): psst');
  });

  it('names a private chat after the person who writes there from elsewhere', async () => {
    const { shown } = await chat(['hi', () => telegram.people.say({ person: 'Zoe' }, 'me too'), 'again']);

    expect(shown).toContain('[Zoe in private] #1 Zoe: me too');
  });

  it('says a number when there is nothing to press, and knows the buttons of an earlier chat', async () => {
    const first = await chat(['7', '/menu']);
    const second = await chat(['3', '2', '4.2', '9', '4.9', '99.1']);

    expect(first.shown).toContain('#1 Ada: 7');
    expect(second.shown).toContain('The link opens: https://core.telegram.org/bots');
    expect(toy.heard.slice(2)).toEqual(['Ada less', 'Ada less']);
    expect(second.shown.filter((line) => line.startsWith('!'))).toEqual([
      '! There is no button 9.',
      '! There is no button 4.9.',
      '! There is no button 99.1.',
    ]);
    expect(second.status).toBe(1);
  });

  it('presses the buttons of the current chat, not those of another', async () => {
    const { status } = await chat(['/menu', '/chat group Lunch', '/menu', '/chat private', '1']);

    const [inPrivate, inGroup] = telegram.conversation.sentByBot();
    expect([inPrivate?.text, inGroup?.text]).toEqual(['Count 1', 'Count 0']);
    expect(status).toBe(0);
  });

  it('blocks and unblocks the bot', async () => {
    const { shown } = await chat([
      'hi',
      '/block',
      () =>
        fetch(
          `${telegram.url}/bot${botToken}/sendMessage?chat_id=${telegram.conversation.sentByBot()[0]?.chatId}&text=x`,
        ),
      '/as Ada',
      '/unblock',
      'again',
    ]);

    expect(shown.some((line) => /^! Telegram refused .*: Forbidden: bot was blocked by the user$/.test(line))).toBe(
      true,
    );
    expect(shown).toContain("! The bot's state here: blocked.");
    expect(shown).toContain('Ada has blocked the bot.');
    expect(shown).toContain('Ada has unblocked the bot.');
    expect(toy.heard).toEqual(['hi', 'again']);
  });

  it('says that a bot that was removed from a group hears nothing, and names the chat of what it is refused', async () => {
    const groupId = () => telegram.conversation.sentByBot()[0]?.chatId;
    const { shown } = await chat([
      '/chat group Lunch',
      '/help',
      '/block',
      '/help',
      '/chat private',
      () => fetch(`${telegram.url}/bot${botToken}/sendMessage?chat_id=${groupId()}&text=x`),
      '/chat group Lunch',
      '/unblock',
      '/help',
    ]);

    expect(shown).toContain('Ada has removed the bot from the group "Lunch".');
    expect(shown).toContain('(The bot does not see it: it is no member of the group; /unblock adds it again.)');
    expect(shown).toContain(
      "[Lunch] ! Telegram refused the bot's sendMessage: Forbidden: bot was kicked from the group chat",
    );
    expect(shown).toContain('Ada has added the bot to the group "Lunch".');
    expect(toy.heard).toEqual(['/help', '/help']);
  });

  it('goes on in the supergroup that a group has become', async () => {
    const { shown, status } = await chat(['/chat group Lunch', '/help', '/migrate', '/help', '/migrate']);

    expect(shown).toContainEqual(expect.stringMatching(/#3 Ada: \[moved to the supergroup -100\d+\]$/));
    expect(shown).toContainEqual(expect.stringMatching(/#1 Ada: \[moved here from the group -\d+\]$/));
    // When the bot has been told is not known to people.
    expect(shown.filter((line) => !line.includes('[moved')).slice(-7)).toEqual([
      expect.stringMatching(/^The group "Lunch" is a supergroup now, -100\d+\.$/),
      'Ada is in the group "Lunch".',
      '#2 Ada: /help',
      '#3 Toy:',
      '    You said:',
      '    /help',
      '! Only a group becomes a supergroup, and only once.',
    ]);
    expect(status).toBe(1);
  });

  it('presses a button on /press, and does not take that for a text', async () => {
    const { shown, status } = await chat(['/press 1', '/menu', '/press 1']);

    expect(shown).toContain('! There is no button 1.');
    expect(toy.heard).toEqual(['/menu', 'Ada more']);
    expect(status).toBe(1);
  });

  it('says when the bot fails, and ends with 1', async () => {
    toy.breakWith(500);

    const { shown, status } = await chat(['hi'], { waitMs: 200 });

    expect(shown.slice(3)).toEqual([
      '! The bot did not take it (try 1): Wrong response from the webhook: 500 Internal Server Error. Telegram tries again.',
      '! The bot did not take it (try 2): Wrong response from the webhook: 500 Internal Server Error. Telegram tries again.',
      '! The bot has not handled it within 0.2 s.',
    ]);
    expect(status).toBe(1);
  });

  it("says when Telegram refuses the bot's answer", async () => {
    const { shown } = await chat(['/broken']);

    expect(shown.at(-1)).toMatch(/^! Telegram refused the bot's sendMessage: Bad Request: message text is empty$/);
  });

  it('says when no bot listens', async () => {
    await fetch(`${telegram.url}/bot${botToken}/deleteWebhook`);

    const { shown } = await chat([]);

    expect(shown).toContain('! The bot hears nothing: it has no webhook, and no program asks with getUpdates.');
  });

  it('counts a line as handled when a bot that polls asks for what comes behind it', async () => {
    await fetch(`${telegram.url}/bot${botToken}/deleteWebhook`);
    const poll = async (): Promise<void> => {
      const url = `${telegram.url}/bot${botToken}/getUpdates`;
      const first = (await (await fetch(`${url}?timeout=10`)).json()) as { result: { update_id: number }[] };
      await fetch(`${url}?offset=${(first.result[0]?.update_id ?? 0) + 1}`);
    };
    const polling = poll();

    const { status } = await chat(['hi']);

    expect(status).toBe(0);
    await polling;
  });

  it('waits for something that the bot does by itself', async () => {
    const send = (): void =>
      void fetch(
        `${telegram.url}/bot${botToken}/sendMessage?chat_id=${telegram.conversation.sentByBot()[0]?.chatId}&text=news`,
      );

    const { shown, status } = await chat(['hi', send, '/wait 5', '/wait 0.05']);

    expect(shown.slice(-2)).toEqual(['#3 Toy: news', '! The bot did nothing in 0.05 s.']);
    expect(status).toBe(1);
  });

  it('shows for a while what comes, and lets Telegram refuse what is too fast', async () => {
    const { shown, status } = await chat(['/flood on', 'a', 'b', 'c', 'd', '/pause 0.05', '/flood off', 'e']);

    expect(shown.filter((line) => /^Flood|^!/.test(line))).toEqual([
      'Flood control is on.',
      expect.stringMatching(/^! Telegram refused the bot's sendMessage: Too Many Requests: retry after \d$/),
      'Flood control is off.',
    ]);
    expect(status).toBe(0);
  });

  it('takes control characters out of what a bot sends', async () => {
    const { shown } = await chat(['\u001b[31mred']);

    expect(shown.join('\n')).not.toMatch(/\u001b/);
  });

  it('lets no label, name or text of a bot steer the terminal, or look like another line', async () => {
    const hostile = '\u001b[2J\u202e\n#9 Ada: forged';
    const send = (parameters: object) => () =>
      fetch(`${telegram.url}/bot${botToken}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: telegram.conversation.sentByBot()[0]?.chatId, text: 'x', ...parameters }),
      });
    const keyboard = [
      [{ text: hostile, callback_data: 'a' }],
      [{ text: hostile, url: `https://example.com/${hostile}` }],
      [{ text: hostile, switch_inline_query: 'x' }],
    ];

    const { shown } = await chat([
      'hi',
      send({ reply_markup: { inline_keyboard: keyboard } }),
      ...['again', '/press 1', '/press 2', '/press 3'],
      `/as B\u001b[31mob`,
      '/chat group L\u009bunch',
      send({ chat_id: hostile }),
      '/block',
    ]);

    expect(shown.filter((line) => line.includes('forged')).length).toBeGreaterThan(3);
    expect(shown.join('\n')).not.toMatch(/[\u001b\u009b\u202e]|^#9/m);
  });

  it.each([
    [
      'nothing answers',
      () => 'http://127.0.0.1:9/token/',
      /^Nothing answers at http:\/\/127\.0\.0\.1:9 \(from a test\)/,
    ],
    [
      'the token is of another run',
      () => console.url.replace('token', 'other'),
      /does not know the way there \(Open the/,
    ],
  ])('says that %s', async (_what, urlOf, problem) => {
    const talk = chat(['hi'], {}, urlOf());

    await expect(talk).rejects.toThrow(NoLocalCloudError);
    await expect(talk).rejects.toThrow(problem);
  });

  it('misses nothing of what happens while the connection is cut', async () => {
    const cutAndSay = (): void => {
      console.cut();
      telegram.people.say({ person: 'Zoe' }, 'while you were away');
    };

    const { shown, status } = await chat(['hi', cutAndSay, 'again']);

    expect(shown).toContain('[Zoe in private] #1 Zoe: while you were away');
    expect(status).toBe(0);
  });

  it('misses nothing when the connection is cut before anything has happened', async () => {
    const cutAndSay = (): void => {
      console.cut();
      telegram.people.say({ person: 'Zoe' }, 'while you were away');
    };

    const { shown } = await chat([cutAndSay, '/say hi']);

    expect(shown).toContain('[Zoe in private] #1 Zoe: while you were away');
  });

  it('makes no supergroup of a private chat', async () => {
    const { shown } = await chat(['/migrate']);

    expect(shown.at(-1)).toBe('! Only a group becomes a supergroup, and only once.');
  });

  it('ends when the local cloud goes away', async () => {
    const talk = chat(['hi', () => console.close(), '/wait 60']);

    await expect(talk).rejects.toThrow(NoLocalCloudError);
  });
});
