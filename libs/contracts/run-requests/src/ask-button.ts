/** What buttons of `/ask` carry begins so; nothing else that the bot has does. */
export const askButtonPrefix = '/ask:';

/** Before the sentence in what such a button carries: it is asked, or shown to be changed. */
export const askButtonSigns = { asks: '!', shows: '?' } as const;

/** What a button carries that asks how the last two hours went, by what it counts. Sentences of `/ask`, which the bot reads. */
export const lastTwoHoursData = {
  requests: `${askButtonPrefix}${askButtonSigns.asks}requests 2h by hour`,
  failed: `${askButtonPrefix}${askButtonSigns.asks}failed 2h by hour`,
} as const;
