import { type ReportTexts } from '@pulso/kit/texts';

import { type ReportView } from '../view/report-view';
import { type TableView, withFirstRows } from '../view/table-view';

/** A mail is no place for browsing, and Gmail cuts what is longer than 102 KB. */
const maxTables = 12;
const maxTableRows = 20;

interface ShownTables {
  readonly shown: readonly TableView[];
  /** How many there are besides; undefined: none. */
  readonly restText?: string;
}

/** Chooses the tables that a mail shows, and the rows of each. */
export function shownTablesOf({ tables }: ReportView, texts: ReportTexts): ShownTables {
  const shown = tables.slice(0, maxTables).map((table) => withFirstRows(table, maxTableRows));
  const restCount = tables.length - shown.length;
  return restCount > 0 ? { shown, restText: texts.andMoreQuestions(restCount) } : { shown };
}
