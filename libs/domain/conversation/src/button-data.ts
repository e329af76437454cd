/** What a button carries at most, bytes. @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const maxButtonDataBytes = 64;

/** What buttons of `/ask` carry begins so; nothing else that the bot has does. */
export const askButtonPrefix = '/ask:';
