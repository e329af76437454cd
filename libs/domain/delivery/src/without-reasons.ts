import { type ReportContent } from '@pulso/contracts/report-updates';

/**
 * Leaves out why answers are missing.
 *
 * Whoever has read that a number is missing gets no second mail because it is missing for another reason: after an outage
 * each late failure would be a correction that brings no number.
 */
export const withoutReasons = (content: ReportContent): ReportContent => ({
  ...content,
  missing: content.missing.map((question) => ({ ...question, reason: { code: 'missing', message: '' } })),
});
