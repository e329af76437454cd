import { type AlertSettings, alertSettings } from '@pulso/infra/stages/alerts';
import { type StageSettings, knownStages } from '@pulso/infra/stages/base';
import { type BotSettings, botSettings } from '@pulso/infra/stages/bot';
import { type ChatSettings, chatSettings } from '@pulso/infra/stages/chats';
import { type PostSettings, postSettings } from '@pulso/infra/stages/posts';

/** All settings of one stage. */
export interface StageParts {
  readonly base: StageSettings;
  readonly bot: BotSettings;
  readonly chats: ChatSettings;
  readonly posts: PostSettings;
  readonly alerts: AlertSettings;
}

export const localStage: StageParts = {
  base: knownStages.local,
  bot: botSettings.local,
  chats: chatSettings.local,
  posts: postSettings.local,
  alerts: alertSettings.local,
};

/** What `prod` is before its operator has written anything: documents speak of it, and no operator can change it. */
export const prodAsShipped: StageParts = {
  base: {
    stage: 'prod',
    region: 'eu-central-1',
    accountId: '000000000000',
    telegramApiRoot: 'https://api.telegram.org',
    foreignLogGroups: [],
    logRetentionDays: 90,
    protectsData: true,
    tracing: 'Active',
  },
  bot: { adminUserIds: [1], botInfo: { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me' } },
  chats: { destinations: { owners: [{ type: 'telegram', chatId: '-1000000000000', showsProgress: false }] } },
  posts: { destinations: {} },
  alerts: { emails: [] },
};
