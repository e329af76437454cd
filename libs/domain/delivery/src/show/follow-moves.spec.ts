import { ChatKeepsMovingError } from '../errors';
import { followMoves } from './follow-moves';

/** Acts in a chat that moves so often before it stays. */
const movingTimes = (moveCount: number) => {
  const chatIds: string[] = [];
  const act = async ({ chatId }: { readonly chatId: string }) => {
    chatIds.push(chatId);
    const isThere = chatIds.length > moveCount;
    return isThere
      ? ({ status: 'done' } as const)
      : ({ status: 'moved', toChatId: `${chatId}0`, isRepeat: false } as const);
  };
  return { act, chatIds };
};

describe('a chat that has moved', () => {
  it('is followed three times', async () => {
    const { act, chatIds } = movingTimes(3);

    expect(await followMoves('-1', act)).toEqual({ status: 'done' });

    expect(chatIds).toEqual(['-1', '-10', '-100', '-1000']);
  });

  it('is not followed a fourth time', async () => {
    const { act, chatIds } = movingTimes(4);

    await expect(followMoves('-1', act)).rejects.toThrow(ChatKeepsMovingError);

    expect(chatIds).toHaveLength(4);
  });
});
