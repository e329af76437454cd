import { commands } from '@pulso/domain/conversation';
import { languages } from '@pulso/kit/texts';
import { showHtml } from '@pulso/world/telegram';
import * as fc from 'fast-check';

// Fakes are not part of a library's index: this spec uses the world of its own specs.
// eslint-disable-next-line @nx/enforce-module-boundaries
import {
  group,
  messageUpdate,
  owner,
  ownerChat,
  person,
  privateChat,
} from '../../../domain/conversation/src/testing/factories';
// eslint-disable-next-line @nx/enforce-module-boundaries
import { World } from '../../../domain/conversation/src/testing/world';

/** Texts that Telegram makes clickable, and pieces that might become clickable together. */
const piece = fc.oneof(
  fc.constantFrom('t.me/joinspam', 'tg://resolve?domain=x', '@durov', '/report', '/help@Other', '#tag', '$TON'),
  fc.constantFrom('example.com', 'a@b.org', 'http://x', 'пример.рф', '1.2.3.4', '4111 1111 1111 1111', '+12025550100'),
  fc.constantFrom('.', '。', '/', '@', '#', '$', ':', '-', '_', '&', '(', ')', ' ', ',', 'com', 'me', 'Ada', '7', '💙'),
  fc.constantFrom('<b>', '</b>', '<a href="http://x">', '&lt;', '\u200d', '\u202e', '\u3164', '\u0301', '\uD83D', '\n'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 2 }),
);
const anyName = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc
    .array(fc.constantFrom('Ada', 'Zoë', 'Олена', '💙'), { minLength: 1, maxLength: 3 })
    .map((words) => words.join(' ')),
);

/** Returns what Telegram shows of the only reply to an update. */
async function shownReply(message: object) {
  const world = new World();
  await world.deliver(messageUpdate({ ...message }));
  const [reply] = world.sent;
  if (!reply || world.sent.length !== 1) throw new Error('One reply was expected.');
  const { text, entities } = showHtml(reply.text.html);
  const parts = entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)] as const);
  return { text, bold: parts.filter(([type]) => type === 'bold'), others: parts.filter(([type]) => type !== 'bold') };
}

describe('a name in a greeting', () => {
  it.each(languages)('becomes no link, mention, command or markup in %s, whatever it is', async (language_code) => {
    const ask = (first_name: string) =>
      shownReply({ text: '/start', from: person({ first_name, last_name: first_name, language_code }) });
    const plain = await ask('');
    let namedCount = 0;

    await fc.assert(
      fc.asyncProperty(anyName, async (name) => {
        const shown = await ask(name);

        expect(shown.others).toEqual(plain.others);
        expect(shown.bold).toHaveLength(1);
        // Only the name is added to the greeting, on its line.
        expect(shown.text.split('\n').slice(1)).toEqual(plain.text.split('\n').slice(1));
        if (shown.text !== plain.text) namedCount += 1;
      }),
      {
        examples: [['t.me/joinspam'], ['@durov'], ['/report'], ['#tag'], ['example.com']],
      },
    );

    expect(namedCount).toBeGreaterThan(10);
  });

  it('does not appear in a group', async () => {
    await fc.assert(
      fc.asyncProperty(anyName, async (first_name) => {
        const shown = await shownReply({ text: '/start', chat: group, from: person({ first_name }) });

        expect(shown).toEqual(await shownReply({ text: '/start', chat: group, from: person({ first_name: '' }) }));
      }),
    );
  });
});

/** All fields that people can fill in, except their first name. */
const anyMessage = fc.record(
  {
    text: fc.oneof(
      anyName,
      fc
        .tuple(fc.constantFrom('/start', '/roll', '/report', '/help', '/privacy', '/forget', '/x'), anyName)
        .map((words) => words.join(' ')),
    ),
    caption: anyName,
    names: anyName,
    title: anyName,
    language_code: fc.oneof(fc.constantFrom(...languages), anyName),
  },
  { requiredKeys: ['text', 'names', 'title', 'language_code'] },
);

describe('a reply', () => {
  it('has nothing to click but commands of the bot, for any message, sender and chat', async () => {
    const own = new RegExp(`^/(?:${commands.names.join('|')})(?:@\\w+)?$`);
    const asked = { owner: 0, stranger: 0 };

    await fc.assert(
      fc.asyncProperty(anyMessage, fc.boolean(), fc.boolean(), async (message, isOwner, isInGroup) => {
        const { names, title, language_code, ...content } = message;
        const who = { first_name: names, last_name: names, username: names, language_code };
        const from = isOwner ? owner(who) : person(who);
        const chat = isInGroup ? { ...group, title } : { ...(isOwner ? ownerChat : privateChat), first_name: names };
        const world = new World();

        await world.deliver(messageUpdate({ ...content, from, chat }));

        for (const { text: reply } of world.sent) {
          asked[isOwner ? 'owner' : 'stranger'] += 1;
          const { text, entities } = showHtml(reply.html);
          const clickable = entities.filter(({ type }) => type !== 'bold' && type !== 'code');
          const clicked = clickable.map(({ offset, length }) => text.slice(offset, offset + length));
          expect(clicked.filter((words) => !own.test(words))).toEqual([]);
        }
      }),
    );

    expect(Math.min(asked.owner, asked.stranger)).toBeGreaterThan(10);
  });
});
