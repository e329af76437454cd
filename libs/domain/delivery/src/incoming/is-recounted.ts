import { type ReportContent } from '@pulso/contracts/report-updates';

/** Whether a report has been counted again since it was first sent, and says more now. */
export const isRecounted = ({ values }: ReportContent): boolean =>
  values.some(({ recountedFrom }) => recountedFrom !== undefined);
