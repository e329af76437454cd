import { type CallParameters } from '../call-parameters';

/** Parameters that would put the message elsewhere or make it look otherwise, and that no program here needs yet. */
const variants = [
  'business_connection_id',
  'direct_messages_topic_id',
  'suggested_post_parameters',
  'inline_message_id',
  'message_effect_id',
  'allow_paid_broadcast',
  'protect_content',
  'entities',
  'caption_entities',
  'rich_message',
];

/** @throws {BotApiError} 400 naming the parameter. */
export const refuseVariants = (parameters: CallParameters): void => parameters.refuse(...variants);
