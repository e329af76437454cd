/** Something that happened at the server, for a timeline. It carries ids, names of methods and codes, never a text. */
export type BotApiEvent =
  | {
      readonly type: 'call';
      readonly method: string;
      /** As the call has it; absent when it names no chat, or was refused before it was read. */
      readonly chatId?: string;
      readonly ok: boolean;
      readonly errorCode?: number;
      readonly description?: string;
      /** What was made to go wrong with it. */
      readonly fault?: string;
    }
  | {
      readonly type: 'update-pushed';
      readonly updateId: number;
      /** 1 for the first. */
      readonly attempt: number;
      readonly accepted: boolean;
      readonly status?: number;
      readonly error?: string;
    }
  | { readonly type: 'update-dropped'; readonly updateId: number; readonly reason: 'not-allowed' | 'expired' };

export type OnBotApiEvent = (event: BotApiEvent) => void;
