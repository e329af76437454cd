export { askButtonPrefix, askButtonSigns, lastTwoHoursData } from './ask-button';
export {
  type ReportButton,
  maxWindowsAgo,
  readReportButton,
  reportButtonData,
  reportButtonPattern,
} from './report-button';
