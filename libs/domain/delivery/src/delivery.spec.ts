import { type KnownDestination, type TelegramDestination } from '@pulso/contracts/report-plan';
import { defined } from '@pulso/kit/telegram';

import { destinationKindOf, pauseKeyOf } from './delivery';

const telegram = (chatId: string, messageThreadId?: number): TelegramDestination => ({
  type: 'telegram',
  chatId,
  showsProgress: false,
  ...defined({ messageThreadId }),
});

describe('what logs say of a destination', () => {
  it.each<[string, KnownDestination]>([
    ['telegram-private', telegram('42')],
    ['telegram-group', telegram('-42')],
    ['telegram-channel-or-supergroup', telegram('-10042')],
    ['telegram-channel-or-supergroup', telegram('@pulso')],
    ['telegram-group-topic', telegram('-42', 7)],
    ['telegram-private-topic', telegram('42', 7)],
    ['email:owners', { type: 'email', name: 'owners', addresses: ['ada@example.com'] }],
  ])('is %s, and no id', (kind, destination) => {
    expect(destinationKindOf(destination)).toBe(kind);
  });
});

it('keeps the pauses of chats apart from each other and from all runs', () => {
  expect(pauseKeyOf('42')).toEqual({ runId: 'every-run', destinationKey: 'telegram:42', part: 0 });
});
