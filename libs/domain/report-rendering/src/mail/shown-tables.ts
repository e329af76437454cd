import { type ReportTexts } from '@pulso/texts';

import { type ReportView } from '../view/report-view';
import { type TableView } from '../view/table-view';

/** Gmail cuts what is longer than 102 KB. */
const maxTables = 12;

interface ShownTables {
  readonly shown: readonly TableView[];
  /** How many there are besides; undefined: none. */
  readonly restText?: string;
}

/** Chooses the tables that a mail shows. */
export function shownTablesOf({ tables }: ReportView, texts: ReportTexts): ShownTables {
  const restCount = tables.length - maxTables;
  return restCount > 0
    ? { shown: tables.slice(0, maxTables), restText: texts.andMoreQuestions(restCount) }
    : { shown: tables };
}
