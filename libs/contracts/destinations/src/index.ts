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
