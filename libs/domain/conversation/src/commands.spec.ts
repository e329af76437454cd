import { botTextsOf, languages } from '@pulso/texts';

import { isBuiltIn, knownCommands, listCommands, ownCommandNamed } from './commands';
import { ownCommands } from './own-commands';
import { createSpecWorld } from './testing/world';
import { group, htmlOf, messageUpdate, person } from './testing/factories';

const admin = person({ id: 1001 });

describe('the commands', () => {
  it('have names that Telegram takes, each of them once', () => {
    for (const name of knownCommands) expect(name).toMatch(/^[a-z0-9_]{1,32}$/);
    expect(new Set(knownCommands).size).toBe(knownCommands.length);
  });

  it('are the team’s own or come with the bot, and no name is both', () => {
    for (const name of Object.keys(ownCommands))
      expect([isBuiltIn(name), ownCommandNamed(name)]).toEqual([false, expect.anything()]);
    expect(ownCommandNamed('constructor')).toBeUndefined();
  });

  it.each(languages)('have descriptions in %s that Telegram takes', (language) => {
    const listed = [...listCommands('private', true, language), ...listCommands('groups', true, language)];

    for (const { description } of listed) expect(description).toMatch(/^\S.{0,254}\S$/);
  });

  it('are listed for owners and others, in private and in groups', () => {
    const own = Object.keys(ownCommands);
    const names = (...args: Parameters<typeof listCommands>) => listCommands(...args).map(({ command }) => command);

    expect(names('private', true, 'en')).toEqual([...own, 'report', 'help', 'privacy', 'forget', 'start']);
    expect(names('private', false, 'en')).toEqual([...own, 'help', 'privacy', 'forget', 'start']);
    expect(names('groups', true, 'en')).toEqual([...own, 'help']);
  });
});

describe('/help', () => {
  it.each(languages)(
    'lists in %s what a person may do, and nothing about the report to others than owners',
    async (language_code) => {
      const world = createSpecWorld();

      await world.deliver(messageUpdate({ text: '/help', from: person({ language_code }) }));
      await world.deliver(
        messageUpdate({ text: '/help', from: person({ id: 1001, language_code }) }, { update_id: 2 }),
      );

      const [others, owners] = htmlOf(world.sent);
      expect(others).toContain(botTextsOf(language_code).helpTitle);
      expect(others).toContain('/roll');
      expect(others).not.toContain('/report');
      expect(owners).toContain('/report');
    },
  );

  it('does not show in a group what an owner may do', async () => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate({ text: '/help', from: admin, chat: group }));

    expect(htmlOf(world.sent)[0]).toContain('/roll');
    expect(htmlOf(world.sent)[0]).not.toContain('/report');
  });
});

describe('/privacy', () => {
  it('says what is recorded, and for how long', async () => {
    const world = createSpecWorld({ logRetentionDays: 30 });

    await world.deliver(messageUpdate({ text: '/privacy', from: person({ language_code: 'de' }) }));

    expect(htmlOf(world.sent)).toEqual([
      expect.stringMatching(/^<b>Was ich aufzeichne<\/b>\n\n.*nach 30 Tagen.*\/forget/s),
    ]);
  });
});
