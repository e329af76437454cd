/** A message as far as its place in a chat goes. */
interface Placed {
  readonly messageId: number;
}

/**
 * Takes one page of a chat.
 *
 * @param messages - All, oldest first.
 * @param before - Only messages before this one; absent: the latest.
 */
export function messagePage<M extends Placed>(
  messages: readonly M[],
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): { readonly messages: readonly M[]; readonly hasEarlier: boolean } {
  const end = before === undefined ? -1 : messages.findIndex(({ messageId }) => messageId >= before);
  const earlier = end === -1 ? messages : messages.slice(0, end);
  return { messages: earlier.slice(-limit), hasEarlier: earlier.length > limit };
}
