import { botTextsOf, languages } from '@pulso/kit/texts';

import { commands } from './bot-profile';
import { ownCommands } from '../own-commands';
import { group, htmlOf, messageUpdate, person } from '../testing/factories';
import { World } from '../testing/world';

const admin = person({ id: 1001 });

describe('the commands', () => {
  it('include every command of the team, but no name that objects inherit', () => {
    const own = Object.keys(ownCommands);

    expect(own.map(commands.own)).not.toContain(undefined);
    expect(commands.own('constructor')).toBeUndefined();
  });

  it.each(languages)(
    'have descriptions in %s that Telegram takes: 2 to 256 characters, no space at an end',
    (language) => {
      const listed = [...commands.listed('private', true, language), ...commands.listed('groups', true, language)];

      const refused = listed.filter(({ description }) => !/^\S.{0,254}\S$/.test(description));

      expect(refused).toEqual([]);
    },
  );

  it('are listed for owners and others, in private and in groups', () => {
    const own = Object.keys(ownCommands);
    // Where a command of the team takes answers.
    const cancel = commands.takesAnswers ? ['cancel'] : [];
    const names = (...args: Parameters<typeof commands.listed>) =>
      commands.listed(...args).map(({ command }) => command);

    const ofOwners = ['report', 'ask', 'help', 'privacy', 'forget', 'start'];
    expect(names('private', true, 'en')).toEqual([...own, ...cancel, ...ofOwners]);
    expect(names('private', false, 'en')).toEqual([...own, ...cancel, 'help', 'privacy', 'forget', 'start']);
    expect(names('groups', true, 'en')).toEqual([...own, 'help']);
  });
});

describe('/help', () => {
  it.each(languages)('lists in %s what a person may do, and the report to owners only', async (language_code) => {
    const world = new World();

    await world.deliver(messageUpdate({ text: '/help', from: person({ language_code }) }));
    await world.deliver(messageUpdate({ text: '/help', from: person({ id: 1001, language_code }) }, { update_id: 2 }));

    const [others, owners] = htmlOf(world.sent);
    expect(others).toContain(botTextsOf(language_code).helpTitle);
    for (const name of Object.keys(ownCommands)) expect(others).toContain(`/${name} - `);
    expect(others).not.toContain('/report');
    expect(owners).toContain('/report');
  });

  it('does not show in a group what an owner may do', async () => {
    const world = new World();

    await world.deliver(messageUpdate({ text: '/help', from: admin, chat: group }));

    expect(htmlOf(world.sent)[0]).toContain('/help');
    expect(htmlOf(world.sent)[0]).not.toContain('/report');
  });
});

describe('/privacy', () => {
  it('says what is recorded, and for how long', async () => {
    const world = new World({ logRetentionDays: 30 });

    await world.deliver(messageUpdate({ text: '/privacy', from: person({ language_code: 'de' }) }));

    expect(htmlOf(world.sent)).toEqual([
      expect.stringMatching(/^<b>Was ich aufzeichne<\/b>\n\n.*nach 30 Tagen.*\/forget/s),
    ]);
  });
});
