import { secretParameters } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { TelegramRefusedError } from '../errors';
import { type BotSettings } from '../facts';
import { failed, ok } from '../finding';

/** @see https://core.telegram.org/bots/api#getme */
interface Me {
  readonly id?: number;
  readonly username?: string;
  readonly can_join_groups?: boolean;
  readonly can_read_all_group_messages?: boolean;
}

interface BotReading {
  readonly settings: BotSettings;
  /** undefined: Telegram does not know the token. */
  readonly me: Me | undefined;
}

/** Whether the token is that of the bot which the stage's settings name. */
export const botCheck: Check<BotReading> = {
  area: 'bot',
  read: async ({ facts }) => {
    const ask = await facts.telegram();
    const me = await ask('getMe').catch((error: unknown) => {
      if (error instanceof TelegramRefusedError && [401, 404].includes(error.errorCode)) return undefined;
      throw error;
    });
    return { settings: await facts.bot(), me: me as Me | undefined };
  },
  judge: ({ settings, me }, { stage }) => {
    // Without its name a secret that is set would stay.
    const setToken = `npm run secrets -- --stage ${stage} --only ${secretParameters.botToken}`;
    if (!me) {
      return [
        failed(
          'Telegram does not know the token: it was revoked, or is mistyped',
          `${setToken}, then npm run bot -- setup --stage ${stage}`,
        ),
      ];
    }
    const found = `@${me.username} (${me.id})`;
    if (me.id !== settings.id || me.username?.toLowerCase() !== settings.username.toLowerCase()) {
      return [
        failed(
          `the token is that of ${found}, and the deployed bot is @${settings.username} (${settings.id})`,
          `correct botInfo in infra/stages and deploy the bot, or set the right token: ${setToken}`,
        ),
      ];
    }
    const yesOrNo = (is: boolean | undefined): string => (is === true ? 'yes' : 'no');
    const joins = `may be added to groups: ${yesOrNo(me.can_join_groups)}`;
    const reads = `sees all messages there: ${yesOrNo(me.can_read_all_group_messages)}`;
    return [ok(`${found}; ${joins}, ${reads}`)];
  },
};
