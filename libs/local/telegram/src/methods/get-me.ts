import { type Method } from './method';

/** Privacy mode is on, as new bots have it. @see https://core.telegram.org/bots/api#getme */
export const getMe: Method = (_parameters, { bot }) => ({
  result: {
    ...bot,
    is_bot: true,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    supports_guest_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
  },
});
