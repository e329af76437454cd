export {
  type Destination,
  type EmailDestination,
  type KnownDestination,
  type PostedDestination,
  type TelegramDestination,
  type WebhookDestination,
  destinationSchema,
  isKnownDestination,
  isTelegramDestination,
  knownDestinationSchema,
  reportLanguages,
  showsButtons,
  showsProgress,
  webhookFormats,
} from './destination';
export { isUnsubscribeAddress } from './is-unsubscribe-address';
export { type Mailbox, mailboxOf } from './mailbox-of';
export { recountSchema } from './recount';
export {
  type HistorySum,
  type LocalizedText,
  type NumberTraits,
  type PlannedNumber,
  type PlannedQuery,
  type PlannedReturn,
  type PlannedShare,
  type PlannedTable,
  type ReportPlan,
  type TableColumn,
  localizedTextSchema,
  maxPlanBytes,
  numberTraits,
  reportPlanSchema,
  tableColumnsSchema,
  traitsOf,
} from './report-plan';
