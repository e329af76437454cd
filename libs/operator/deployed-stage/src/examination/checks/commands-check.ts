import { type Check } from '../check';
import { ok, warning } from '../finding';

/** Whether people are shown commands at all. `npm run bot -- check` compares each list, language by language. */
export const commandsCheck: Check<number> = {
  area: 'commands',
  read: async ({ facts }) => {
    const ask = await facts.telegram();
    const commands = await ask('getMyCommands', { scope: { type: 'all_private_chats' } });
    return (commands as readonly unknown[]).length;
  },
  judge: (count, { stage }) =>
    count > 0
      ? [ok(`${count} are shown in private chats; npm run bot -- check --stage ${stage} compares all of them`)]
      : [warning('none are shown in private chats', `npm run bot -- setup --stage ${stage}`)],
};
