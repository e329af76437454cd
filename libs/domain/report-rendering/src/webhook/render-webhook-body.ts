import { type ReportContent } from '@pulso/contracts/report-updates';
import { inertText } from '@pulso/kit/telegram';

import { type Line, type Span, chatLinesOf, firstLineText, plain } from '../view/chat-lines';
import { clip } from '../view/line-text';
import { type ReportView, type ViewOptions, reportViewOf } from '../view/report-view';
import { discordBodyOf, fittedLines, mattermostBodyOf } from './markdown-bodies';
import { type RunRevision, pulsoBodyOf } from './pulso-body';

interface WebhookBodyOptions extends ViewOptions, RunRevision {
  /** As a destination names it: `pulso`, `slack`, `mattermost` or `discord`. */
  readonly format: string;
}

/**
 * Renders a report as JSON for a receiver. The same content gives the same body; no title or answer becomes markup or
 * mentions anybody.
 *
 * @returns Undefined for a format that only a later version knows.
 */
export function renderWebhookBody(content: ReportContent, options: WebhookBodyOptions): string | undefined {
  const view = reportViewOf(content, options);
  const bodies = new Map<string, () => object>([
    ['pulso', () => pulsoBodyOf(content, view, options)],
    ['slack', () => slackBodyOf(view)],
    ['mattermost', () => mattermostBodyOf(view)],
    ['discord', () => discordBodyOf(view)],
  ]);
  const body = bodies.get(options.format);
  return body && JSON.stringify(body());
}

/**
 * UTF-16 units of a message's text. Slack recommends no more.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
const maxTextLength = 4000;
const maxNotificationLength = 300;

/**
 * The message is rich text, whose pieces are never markup. Only `text`, which notifications show, is markup and is
 * escaped; it begins with the marker, as the corrected report may be of another day.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
function slackBodyOf(view: ReportView): object {
  const elements = joinedSpans(fittedLines(view, chatLinesOf(view), lengthOf, maxTextLength)).map(textElement);
  const notification = [...(view.marker ? [view.marker.text] : []), firstLineText(view)].join(' ');
  return {
    text: escapeMrkdwn(clip(notification, maxNotificationLength) || view.title),
    blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }],
  };
}

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
  text: inertText(text),
  ...(style === undefined ? {} : { style: { [style]: true } }),
});

const lengthOf = (line: Line): number => line.reduce((sum, { text }) => sum + inertText(text).length, 1);

/** Without these three, nothing in a text is a mention, a channel or a link. */
const escapeMrkdwn = (text: string): string =>
  inertText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
