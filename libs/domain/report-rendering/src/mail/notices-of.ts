import { type ReportView } from '../view/report-view';

/** Says what readers must know before they read a number: that the report comes again, has changed, or is not complete. */
export const noticesOf = ({ marker, recountText, state, stateText, headlineNotes, gapText }: ReportView): string[] => [
  ...(marker ? [marker.text] : []),
  ...(recountText === undefined ? [] : [recountText]),
  ...(stateText === undefined ? [] : [stateText]),
  // The state says itself how many answers there are, and not what a sum lacks.
  ...(state === 'complete' ? headlineNotes : gapText === undefined ? [] : [gapText]),
];
