import * as z from 'zod/mini';

const wholeNumber = z.int();

/** The part of a Bot API answer that deliveries look at. @see https://core.telegram.org/bots/api#making-requests */
const answerSchema = z.object({
  ok: z.boolean(),
  result: z.optional(z.unknown()),
  error_code: z.optional(wholeNumber),
  description: z.optional(z.string()),
  parameters: z.optional(
    z.object({ retry_after: z.optional(z.number()), migrate_to_chat_id: z.optional(wholeNumber) }),
  ),
});

export type BotApiAnswer = z.infer<typeof answerSchema>;

/** @returns `undefined` for everything that is not the Bot API's, for example a gateway's HTML. */
export function parseAnswer(body: string): BotApiAnswer | undefined {
  try {
    return z.safeParse(answerSchema, JSON.parse(body)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const messageSchema = z.object({ message_id: wholeNumber });

/** @returns The id of the message that a successful call returned. */
export const messageIdOf = (answer: BotApiAnswer): number | undefined =>
  z.safeParse(messageSchema, answer.result).data?.message_id;
