import { type MessageText } from '@pulso/domain/report-rendering';
import { type EditOutcome, html, type SendOutcome } from '@pulso/kit/telegram';

import { type BotApi, type Buttons, type DocumentToSend, type Photo } from '../ports/bot-api';

/** How one message of a chat looks, and by which calls it comes to look so. */
export interface Look {
  readonly send: (place: Topic, botApi: BotApi) => Promise<SendOutcome>;
  readonly edit: (chatId: string, messageId: number, botApi: BotApi) => Promise<EditOutcome>;
  readonly isText: boolean;
  /** The names of the two calls. */
  readonly methods: { readonly send: string; readonly edit: string };
  /** The same without what Telegram may refuse. Absent: there is no such thing. */
  readonly plain?: () => Look;
}

export interface Topic {
  readonly chatId: string;
  readonly messageThreadId: number | undefined;
}

/** @param buttons - Left out of the plain look: Telegram may have refused them. */
export const textLook = (message: MessageText, buttons?: Buttons): Look => ({
  // Progress as well: the report that follows is an edit of it, and an edit makes no sound.
  send: (place, botApi) => botApi.sendMessage({ ...place, html: message, silent: false, buttons }),
  edit: (chatId, messageId, botApi) => botApi.editMessageText({ chatId, messageId, html: message, buttons }),
  isText: true,
  methods: { send: 'sendMessage', edit: 'editMessageText' },
  plain: () => {
    const { plain: _, ...look } = textLook({ ...html`${message.text}`, text: message.text });
    return look;
  },
});

/** @param silent - Where the report beside it has made its sound. */
export const photoLook = (photo: Photo, silent: boolean): Look => ({
  send: (place, botApi) => botApi.sendPhoto({ ...place, ...photo, silent }),
  edit: (chatId, messageId, botApi) => botApi.editMessageMedia({ chatId, messageId, ...photo }),
  isText: false,
  methods: { send: 'sendPhoto', edit: 'editMessageMedia' },
});

/** A file that a person keeps. It has one revision; what may be there before it is a notice, below which it comes. */
export const fileLook = (file: Pick<DocumentToSend, 'fileName' | 'contentType' | 'content' | 'caption'>): Look => ({
  send: (place, botApi) => botApi.sendDocument({ ...place, ...file, silent: false }),
  edit: () => Promise.resolve({ status: 'not-editable', description: 'A file takes the place of no message.' }),
  isText: false,
  methods: { send: 'sendDocument', edit: 'none' },
});
