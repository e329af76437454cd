import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Mail, MailSummary } from '@pulso/console-api';

import { call } from '../../api/call';
import { Moment } from '../../shell/moment';
import { attempt, refresh } from '../../state/overview';
import { hrefOf } from '../../state/route';

const mails = signal<readonly MailSummary[]>([]);

export const loadMails = (): Promise<void> =>
  refresh(async () => {
    mails.value = await call('mails.list', {});
  });

/** The mails that were sent, latest first. */
export function MailList({ openNumber }: { readonly openNumber: string | undefined }) {
  useEffect(() => void loadMails(), []);
  if (mails.value.length === 0) {
    return <p class="chat-empty">No mail was sent in this run. A report to a destination of type email sends one.</p>;
  }
  return (
    <ul class="chat-posts">
      {mails.value.map(({ number, subject, to, atMs }) => (
        <li key={number}>
          <a
            class="chat-item"
            href={hrefOf('chat', 'mails', String(number))}
            aria-current={String(number) === openNumber ? 'true' : undefined}
          >
            <strong>{subject}</strong>
            <span class="faint">
              to {to}, <Moment atMs={atMs} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const looks = { light: 'Light', dark: 'Dark', text: 'Plain text' };

type Look = keyof typeof looks;

/** One mail, as a mail program shows it: its HTML in a frame that can do nothing, or its text. */
export function MailView({ number }: { readonly number: string }) {
  const [mail, setMail] = useState<Mail>();
  const [look, setLook] = useState<Look>(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  useEffect(() => void attempt(async () => setMail(await call('mails.read', { number: Number(number) }))), [number]);
  if (!mail) return null;
  const shown = mail.hasHtml ? look : 'text';
  return (
    <>
      <header class="chat-head">
        <a class="chat-back" href={hrefOf('chat', 'mails')}>
          Mails
        </a>
        <h2>{mail.subject}</h2>
        <span class="faint">
          from {mail.from} to {mail.to}, <Moment atMs={mail.atMs} />
        </span>
        <fieldset class="chat-looks">
          <legend>Shown as</legend>
          {Object.entries(looks).map(([value, title]) => (
            <label key={value}>
              <input
                type="radio"
                name="look"
                checked={shown === value}
                disabled={value !== 'text' && !mail.hasHtml}
                onChange={() => setLook(value as Look)}
              />{' '}
              {title}
            </label>
          ))}
        </fieldset>
      </header>
      {shown === 'text' ? (
        <pre class="chat-plain" tabIndex={0}>
          {mail.text}
        </pre>
      ) : (
        <iframe class="chat-mail" sandbox="" title={mail.subject} src={`mails/${mail.number}?scheme=${shown}`} />
      )}
    </>
  );
}
