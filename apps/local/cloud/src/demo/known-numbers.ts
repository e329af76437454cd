import { type ReportContent } from '@pulso/contracts/report-updates';

/** The numbers of a report by question, or by question and number where a question has several: `activity.people`. */
export const numbersOf = (values: ReportContent['values']): Readonly<Record<string, number>> =>
  Object.fromEntries(values.map((value) => [numberKey(value), value.value]));

/** @example numberKey({ queryId: 'activity', numberId: 'people' }); // 'activity.people' */
export const numberKey = ({ queryId, numberId }: { queryId: string; numberId?: string | null | undefined }): string =>
  typeof numberId === 'string' ? `${queryId}.${numberId}` : queryId;
