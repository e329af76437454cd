import { useState } from 'preact/hooks';
import type { ShownButton, ShownKeyboard, ShownMessage } from '@pulso/console-api';

import { buttonOf, press, say } from './chat-acts';
import { answers, lastPress, messages } from './chat-state';

/** The buttons under a message. */
export function InlineKeyboard({ message }: { readonly message: ShownMessage }) {
  const { messageId, keyboard, deletedAtMs } = message;
  const [address, setAddress] = useState<string>();
  if (!keyboard?.isInline) return null;
  return (
    <>
      <Rows
        rows={keyboard.rows}
        label={`Buttons of message ${messageId}`}
        isOff={(action) => action.type === 'other' || deletedAtMs !== undefined}
        isWaiting={(action) => action.type === 'callback' && isWaitingFor(buttonOf(messageId, action.data))}
        onPress={({ press: action }) => {
          if (action.type === 'callback') void press(messageId, action.data);
          if (action.type === 'link') setAddress(action.url);
        }}
      />
      {address !== undefined && <p class="chat-small">It opens {address}</p>}
    </>
  );
}

function isWaitingFor(button: string): boolean {
  const last = lastPress.value;
  return last?.button === button && !answers.value.has(last.queryId);
}

/** The keyboard that the bot has put into the place of the typed one: that of the latest message that says so. */
export function ReplyKeyboard() {
  const { keyboard } =
    messages.value.findLast((message) => message.keyboard?.isInline === false && message.deletedAtMs === undefined) ??
    {};
  if (!keyboard || keyboard.rows.length === 0) return null;
  return <Rows rows={keyboard.rows} label="Keyboard of the bot" onPress={({ label }) => void say(label)} />;
}

interface RowsProps extends Pick<ShownKeyboard, 'rows'> {
  readonly label: string;
  readonly isOff?: (action: ShownButton['press']) => boolean;
  readonly isWaiting?: (action: ShownButton['press']) => boolean;
  readonly onPress: (button: ShownButton) => void;
}

function Rows({ rows, label, isOff, isWaiting, onPress }: RowsProps) {
  return (
    <div class="chat-keyboard" role="group" aria-label={label}>
      {rows.map((row, at) => (
        <div key={at} class="row">
          {row.map((button, index) => (
            <button
              key={index}
              type="button"
              disabled={isOff?.(button.press)}
              aria-busy={isWaiting?.(button.press)}
              onClick={() => onPress(button)}
            >
              {button.label}
              {button.press.type === 'link' && <span aria-label="(link)"> ↗</span>}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
