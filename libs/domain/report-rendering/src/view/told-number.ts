import { type ReportContent } from '@pulso/contracts/report-updates';

import { type NumberView } from './number-view';

type Value = ReportContent['values'][number];

/** A number, and how it is shown. */
export interface ShownValue {
  readonly value: Value;
  readonly view: NumberView;
}

/**
 * Chooses the number of the first line: of a report that comes because of news, what has become unusual, else what is usual
 * again; of others, the first one that is unusual.
 *
 * @param inOrder - As the report shows them.
 */
export function toldOf(
  inOrder: readonly NumberView[],
  shown: readonly ShownValue[],
  content: ReportContent,
): (ShownValue & { readonly isBack: boolean }) | undefined {
  const candidates = inOrder.flatMap((view) => shown.filter((one) => one.view === view));
  const news = candidates.filter(({ value }) => changeOf(value, content));
  const found =
    news.find(({ value }) => !isBack(value, content)) ??
    news[0] ??
    candidates.find(({ view }) => view.change?.isUnusual);
  return found && { ...found, isBack: isBack(found.value, content) };
}

const changeOf = ({ queryId, numberId }: Value, { news = [] }: ReportContent) =>
  news.find((each) => each.queryId === queryId && each.numberId === numberId)?.change;

/** Whether a report comes because this number is usual again. */
export const isBack = (value: Value, content: ReportContent): boolean => changeOf(value, content) === 'back';
