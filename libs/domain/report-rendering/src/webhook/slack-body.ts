import { type ReportTexts } from '@pulso/kit/texts';

import { clip, withoutLinks } from '../view/line-text';
import { type Line, type Span, firstLinesOf, plain, textOf } from '../view/report-lines';
import { type ReportView } from '../view/report-view';
import { chatLinesOf, fitChatLines } from './chat-lines';

/**
 * UTF-16 units of a message's text. Slack recommends no more.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
const maxTextLength = 4000;
const maxNotificationLength = 300;

/**
 * Writes a report for an incoming webhook of Slack.
 *
 * The message is rich text, whose pieces are text and never markup. Only `text`, which notifications show, is markup, and
 * is escaped.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function slackBodyOf(view: ReportView, texts: ReportTexts): object {
  const lines = fitChatLines(chatLinesOf(view, texts), texts, lengthOf, maxTextLength);
  const elements = joinedSpans(lines).map(textElement);
  return {
    text: escapeMrkdwn(clip(notificationOf(view, texts), maxNotificationLength) || view.title),
    blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }],
  };
}

/** Says first that it is no news of today, if so: a correction may be of another day's report. */
const notificationOf = (view: ReportView, texts: ReportTexts): string =>
  [...(view.marker ? [view.marker.text] : []), textOf(firstLinesOf(view, texts)[0] ?? [])].join(' ');

/** All lines in one, with as few pieces as their styles allow. */
function joinedSpans(lines: readonly Line[]): Span[] {
  const spans: Span[] = [];
  for (const span of lines.flatMap((line, index): Line => (index > 0 ? [plain('\n'), ...line] : line))) {
    const last = spans.at(-1);
    if (last && last.style === span.style) spans.splice(-1, 1, { ...last, text: last.text + span.text });
    else spans.push(span);
  }
  return spans;
}

const textElement = ({ text, style }: Span): object => ({
  type: 'text',
  text: withoutLinks(text),
  ...(style === undefined ? {} : { style: { [style]: true } }),
});

const lengthOf = (line: Line): number => line.reduce((sum, { text }) => sum + withoutLinks(text).length, 1);

/** Without these three, nothing in a text is a mention, a channel or a link. */
const escapeMrkdwn = (text: string): string =>
  withoutLinks(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
