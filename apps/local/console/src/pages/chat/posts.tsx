import type { Mail, PostedCall } from '@pulso/local/console-api';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { Moment, previewJson } from '../../shell/inline';
import { hrefOf } from '../../state/route';

type PostKind = 'mails' | 'webhooks';

interface PostProps {
  readonly kind: PostKind;
  /** The number of the open one. */
  readonly open: string | undefined;
  /** What was sent otherwise than by Telegram, latest first; undefined before it is known. */
  readonly posts: { readonly mails: readonly Mail[] | undefined; readonly webhooks: readonly PostedCall[] | undefined };
}

const empty = {
  mails: 'No mail was sent in this run. A report to a destination of type email sends one.',
  webhooks: 'No webhook was called in this run. A report to a destination of type webhook does.',
};

/** The mails or webhook calls that were sent, latest first. */
export function PostList({ kind, open, posts: { mails, webhooks } }: PostProps) {
  const posts =
    kind === 'mails'
      ? mails?.map(({ number, atMs, subject, to }) => ({ number, atMs, title: subject, detail: `to ${to}` }))
      : webhooks?.map(({ number, atMs, name, body }) => {
          return { number, atMs, title: name, detail: `${body.length} characters` };
        });
  if (posts?.length === 0) return <p class="chat-hint faint">{empty[kind]}</p>;
  return (
    <ul class="plain chat-posts">
      {posts?.map(({ number, atMs, title, detail }) => (
        <li key={number}>
          <a
            class="chat-item"
            href={hrefOf('chat', kind, String(number))}
            aria-current={String(number) === open ? 'true' : undefined}
          >
            <span class="row">
              <strong class="chat-short">{title}</strong>
              <Moment atMs={atMs} />
            </span>
            <span class="chat-short faint">{detail}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The open one of them. */
export function PostView({ kind, open, posts: { mails, webhooks } }: PostProps) {
  const isOpen = ({ number }: { readonly number: number }): boolean => String(number) === open;
  const [mail, posted] = [mails?.find(isOpen), webhooks?.find(isOpen)];
  if (kind === 'mails') return mail ? <MailView mail={mail} /> : null;
  return posted ? <WebhookCallView posted={posted} /> : null;
}

interface HeadProps {
  readonly kind: PostKind;
  readonly title: string;
  readonly children: ComponentChildren;
}

const Head = ({ kind, title, children }: HeadProps) => (
  <header class="row chat-head">
    <a class="chat-back" href={hrefOf('chat', kind)}>
      Back
    </a>
    <h2>{title}</h2>
    {children}
  </header>
);

const looks = { light: 'Light', dark: 'Dark', text: 'Plain text' };

type Look = keyof typeof looks;

/** One mail, as a mail program shows it: its HTML in a frame that can do nothing, or its text. */
function MailView({ mail }: { readonly mail: Mail }) {
  const [look, setLook] = useState<Look>(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const shown = mail.hasHtml ? look : 'text';
  return (
    <>
      <Head kind="mails" title={mail.subject}>
        <span class="faint">
          from {mail.from} to {mail.to}, <Moment atMs={mail.atMs} />
        </span>
        <label>
          Shown as{' '}
          <select value={shown} onChange={({ currentTarget }) => setLook(currentTarget.value as Look)}>
            {Object.entries(looks).map(([value, title]) => (
              <option key={value} value={value} disabled={value !== 'text' && !mail.hasHtml}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </Head>
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

/** One call: its headers, and its body with line breaks. */
const WebhookCallView = ({ posted: { name, atMs, headers, body } }: { readonly posted: PostedCall }) => (
  <>
    <Head kind="webhooks" title={name}>
      <Moment atMs={atMs} />
    </Head>
    <pre class="chat-plain" tabIndex={0}>
      {headers.map(([header, value]) => `${header}: ${value}\n`)}
      {`\n${previewJson(body).full}`}
    </pre>
  </>
);
