import { type ReportContent } from '@pulso/contracts/report-updates';
import { reportTexts } from '@pulso/kit/texts';

import { type ViewOptions, reportViewOf } from '../view/report-view';
import { discordBodyOf, mattermostBodyOf } from './markdown-bodies';
import { type RunRevision, pulsoBodyOf } from './pulso-body';
import { slackBodyOf } from './slack-body';

interface WebhookBodyOptions extends ViewOptions, RunRevision {
  /** As a destination names it: `pulso`, `slack`, `mattermost` or `discord`. */
  readonly format: string;
}

/**
 * Renders a report as the body of an HTTP request: JSON in the shape that the receiver knows.
 *
 * The same content gives the same body. Nothing that a title or an answer contains is markup or mentions anybody.
 *
 * @returns Undefined for a format that only a later version knows.
 */
export function renderWebhookBody(content: ReportContent, options: WebhookBodyOptions): string | undefined {
  const body = bodyOf(content, options);
  return body && JSON.stringify(body);
}

function bodyOf(content: ReportContent, options: WebhookBodyOptions): object | undefined {
  const view = reportViewOf(content, options);
  const texts = reportTexts(view.language);
  switch (options.format) {
    case 'pulso':
      return pulsoBodyOf(content, view, texts, options);
    case 'slack':
      return slackBodyOf(view, texts);
    case 'mattermost':
      return mattermostBodyOf(view, texts);
    case 'discord':
      return discordBodyOf(view, texts);
    default:
      return undefined;
  }
}
