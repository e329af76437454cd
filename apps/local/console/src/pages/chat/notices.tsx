import { useEffect, useRef } from 'preact/hooks';

import { overview } from '../../state/overview';
import { callbackNotice, messages } from './chat-state';

/** How long a notice stands, ms. */
const noticeMs = 5000;

/** What the bot has answered to a press: a notice that goes by itself, or an alert that wants to be closed. */
export function Notices() {
  const notice = callbackNotice.value;
  const alert = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (notice?.isAlert) alert.current?.showModal();
    if (!notice || notice.isAlert) return;
    const timer = setTimeout(() => (callbackNotice.value = undefined), noticeMs);
    return () => clearTimeout(timer);
  }, [notice]);
  const latest = messages.value.at(-1);
  return (
    <>
      <div class="chat-toast" role="status">
        {notice && !notice.isAlert && <p>{notice.text}</p>}
      </div>
      <dialog ref={alert} class="chat-alert" aria-label="Alert" onClose={() => (callbackNotice.value = undefined)}>
        <p>{notice?.isAlert && notice.text}</p>
        <form method="dialog">
          <button>OK</button>
        </form>
      </dialog>
      <div class="chat-heard" role="status" aria-label="Latest message">
        {latest &&
          `${latest.from === 'bot' ? (overview.value?.bot.name ?? 'The bot') : (latest.senderName ?? 'The channel')}: ${latest.text}`}
      </div>
    </>
  );
}
