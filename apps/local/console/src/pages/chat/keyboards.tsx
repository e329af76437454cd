import { useState } from 'preact/hooks';
import type { ShownMessage } from '@pulso/console-api';

import { buttonKey, press, say } from './chat-acts';
import { messages, pressed } from './chat-state';
import { type Button, inlineRows, replyKeyboard } from './keyboard-rows';

/** The buttons under a message. */
export function InlineKeyboard({ message }: { readonly message: ShownMessage }) {
  const rows = inlineRows(message.replyMarkup);
  const [address, setAddress] = useState<string>();
  if (rows.length === 0) return null;
  const waiting = new Set(pressed.value.values());
  const act = ({ press: action }: Button): void => {
    if (action.type === 'callback') void press(message, action.data);
    if (action.type === 'link') setAddress(action.url);
  };
  return (
    <div class="chat-keyboard" role="group" aria-label={`Buttons of message ${message.messageId}`}>
      {rows.map((row, at) => (
        <div key={at}>
          {row.map((button, index) => {
            const isWaiting =
              button.press.type === 'callback' && waiting.has(buttonKey(message.messageId, button.press.data));
            const isOff = button.press.type === 'other' || message.deletedAtMs !== undefined;
            return (
              <button key={index} type="button" disabled={isOff} aria-busy={isWaiting} onClick={() => act(button)}>
                {button.label}
                {button.press.type === 'link' && <span aria-label="(link)"> ↗</span>}
                {isWaiting && ' …'}
              </button>
            );
          })}
        </div>
      ))}
      {address !== undefined && <p class="chat-address">It opens: {address}</p>}
    </div>
  );
}

/** The keyboard that the bot has put into the place of the typed one. */
export function ReplyKeyboard() {
  const rows = replyKeyboard(messages.value);
  if (rows.length === 0) return null;
  return (
    <div class="chat-keyboard" role="group" aria-label="Keyboard of the bot">
      {rows.map((row, at) => (
        <div key={at}>
          {row.map(({ label }, index) => (
            <button key={index} type="button" onClick={() => void say(label)}>
              {label}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
