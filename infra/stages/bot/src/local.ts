import { type BotSettings } from './bot-settings';

export const local: BotSettings = {
  adminUserIds: [424_242],
  botInfo: { id: 7_000_000_001, username: 'PulsoDemoBot', firstName: 'Pulso' },
  reservedConcurrency: 50,
};
