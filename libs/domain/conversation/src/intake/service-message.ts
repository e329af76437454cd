/**
 * Fields whose presence makes a message a service message: it reports an event in a chat and says nothing.
 *
 * As of Bot API 10.1, with the former names that old servers may still send.
 *
 * @see https://core.telegram.org/bots/api#message
 */
const serviceFields = [
  'new_chat_members',
  'new_chat_member',
  'new_chat_participant',
  'left_chat_member',
  'left_chat_participant',
  'chat_owner_left',
  'chat_owner_changed',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'message_auto_delete_timer_changed',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'successful_payment',
  'refunded_payment',
  'users_shared',
  'user_shared',
  'chat_shared',
  'gift',
  'unique_gift',
  'gift_upgrade_sent',
  'connected_website',
  'write_access_allowed',
  'passport_data',
  'proximity_alert_triggered',
  'boost_added',
  'chat_background_set',
  'checklist_tasks_done',
  'checklist_tasks_added',
  'direct_message_price_changed',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'giveaway_created',
  'giveaway_completed',
  'managed_bot_created',
  'paid_message_price_changed',
  'poll_option_added',
  'poll_option_deleted',
  'suggested_post_approved',
  'suggested_post_approval_failed',
  'suggested_post_declined',
  'suggested_post_paid',
  'suggested_post_refunded',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
  'voice_chat_scheduled',
  'voice_chat_started',
  'voice_chat_ended',
  'voice_chat_participants_invited',
  'web_app_data',
] as const;

/**
 * Tells whether a message reports an event of the chat (a join, a pin, a title, a migration) instead of words.
 *
 * A field that holds `null` or `false` says that nothing happened.
 */
export const isServiceMessage = (message: Readonly<Record<string, unknown>>): boolean =>
  serviceFields.some((name) => Object.hasOwn(message, name) && (message[name] ?? false) !== false);
