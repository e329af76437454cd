/** Timeout of the bot's function, seconds: its stack sets it, and its claims on updates have to outlast it. */
export const botTimeoutSeconds = 10;
