import { type Method } from './method';

/** The secret is not shown, as in Telegram. @see https://core.telegram.org/bots/api#getwebhookinfo */
export const getWebhookInfo: Method = (_parameters, { webhook }) => {
  const { url, maxConnections, allowedUpdates, pendingUpdateCount, lastErrorDate, lastErrorMessage } = webhook.status();
  return {
    result: {
      url,
      has_custom_certificate: false,
      pending_update_count: pendingUpdateCount,
      ...(lastErrorDate !== undefined && { last_error_date: lastErrorDate, last_error_message: lastErrorMessage }),
      ...(url !== '' && { max_connections: maxConnections, ip_address: '127.0.0.1' }),
      ...(allowedUpdates && { allowed_updates: allowedUpdates }),
    },
  };
};
