import { minuteMs } from '@pulso/kit/time';
import { readReport } from '../destinations/read-report';
import { names } from '../services/names';
import { type World } from './world';

const isUnfinished = (text: string): boolean => (readReport(text)?.state ?? 'progress') === 'progress';

/** Once per chat and world, if planned: people block bots, groups become supergroups, tokens are rotated. */
export function disturb(world: World): void {
  const { kernel, mix, telegram, ledger, posts, features } = world;
  const draw = kernel.draws.of('disturbances');
  /** A rule gives a chance per call; a world makes a handful of them. */
  const chanceOf = (kind: 'chat-gone' | 'chat-migrated' | 'token-rotated'): boolean =>
    draw.chance(Math.min(1, 10 * mix.plannedChanceOf(kind, 'telegram.sendMessage')));
  const { fromMs, toMs } = world.faultPeriod;
  const isLasting = Number.isFinite(fromMs);
  const during = (): number => (isLasting ? fromMs - kernel.nowMs : draw.between(0, 40 * minuteMs));
  const afterwards = (run: () => void): void => {
    if (isLasting && Number.isFinite(toMs)) kernel.after(toMs - kernel.nowMs, run);
  };
  const chatIds = [...ledger.runs].flatMap(({ destinations }) =>
    destinations.flatMap(({ place, kind }) => (kind === 'chat' ? [place] : [])),
  );
  for (const chatId of new Set(chatIds)) {
    if (chanceOf('chat-gone')) {
      kernel.after(during(), () => {
        world.countFault('chat-gone');
        setGone(world, chatId, true);
      });
      afterwards(() => setGone(world, chatId, false));
    }
    if (!chatId.startsWith('-100') && chatId.startsWith('-') && chanceOf('chat-migrated')) {
      kernel.after(during(), () => {
        world.countFault('chat-migrated');
        if (telegram.chat(chatId)?.state === 'migrated') return;
        const newChatId = `-100${chatId.replace('-', '')}7`;
        telegram.model.chats.migrate(Number(chatId), Number(newChatId));
        ledger.follow(chatId, newChatId);
      });
    }
  }
  const lostDraw = kernel.draws.of('lost messages');
  for (const chatId of new Set(chatIds)) {
    for (const kind of ['message-deleted', 'message-locked'] as const) {
      const chance = Math.min(1, 10 * mix.plannedChanceOf(kind, 'telegram.editMessageText'));
      if (chance === 0 || !lostDraw.chance(chance)) continue;
      const afterMs = isLasting ? fromMs - kernel.nowMs : lostDraw.between(0, 40 * minuteMs);
      kernel.after(afterMs, () => {
        world.countFault(kind);
        for (const message of telegram.messagesIn(chatId)) {
          if (kind === 'message-locked') telegram.model.conversation.lock(message);
          else if (isUnfinished(message.text)) telegram.model.conversation.delete(message, kernel.nowMs);
        }
      });
    }
  }
  for (const place of features.posts) {
    if (!chanceOf('chat-gone')) continue;
    kernel.after(during(), () => {
      world.countFault('chat-gone');
      posts.gone.add(place);
    });
    afterwards(() => posts.gone.delete(place));
  }
  if (chanceOf('token-rotated')) {
    kernel.after(during(), () => {
      world.countFault('token-rotated');
      telegram.token = 'token-2';
      world.parameters.perform('PutParameter', { Name: names.botTokenParameter, Value: 'token-2', Overwrite: true });
    });
  }
}

/** People of a chat block, remove or readmit the bot. */
function setGone({ telegram }: World, chatId: string, isGone: boolean): void {
  const chat = telegram.chat(chatId);
  if (!chat || chat.state === 'migrated') return;
  const gone = chat.type === 'private' ? 'blocked' : 'kicked';
  telegram.model.chats.set({ id: chat.id, state: isGone ? gone : 'member' });
}
