import { nonEmpty } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

/** Where a report goes. A Telegram chat is named by its id, or a public channel by `@name`. */
export const destinationSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('telegram'),
    /** Chat id in decimal, or `@channel`. Text, because ids need 52 bits. */
    chatId: nonEmpty,
    /** The message to edit, where a person already waits in front of one. */
    placeholderMessageId: z.optional(z.int()),
    /** Whether the destination sees the run's progress, or its closed report only. */
    showsProgress: z.boolean(),
    /** Two letters. Absent: English. */
    language: z.optional(z.string()),
  }),
]);
export type Destination = z.infer<typeof destinationSchema>;
