import { useState } from 'preact/hooks';
import type { ShownButton, ShownMessage } from '@pulso/console-api';

import { buttonOf, press } from './chat-acts';
import { answers, lastPress } from './chat-state';

/** The buttons under a message. */
export function Buttons({ message }: { readonly message: ShownMessage }) {
  const { messageId, keyboard, deletedAtMs } = message;
  const [address, setAddress] = useState<string>();
  if (!keyboard) return null;
  const onPress = ({ callback_data: data, url }: ShownButton): void => {
    if (data !== undefined) void press(messageId, data);
    else setAddress(url);
  };
  return (
    <>
      <div class="chat-keyboard" role="group" aria-label={`Buttons of message ${messageId}`}>
        {keyboard.map((row, at) => (
          <div key={at} class="row">
            {row.map((button, index) => (
              <button
                key={index}
                type="button"
                disabled={deletedAtMs !== undefined}
                aria-busy={isWaitingFor(messageId, button)}
                onClick={() => onPress(button)}
              >
                {button.text}
                {button.url !== undefined && <span aria-label="(link)"> ↗</span>}
              </button>
            ))}
          </div>
        ))}
      </div>
      {address !== undefined && <p class="chat-small">It opens {address}</p>}
    </>
  );
}

function isWaitingFor(messageId: number, { callback_data: data }: ShownButton): boolean {
  const last = lastPress.value;
  return data !== undefined && last?.button === buttonOf(messageId, data) && !answers.value.has(last.queryId);
}
