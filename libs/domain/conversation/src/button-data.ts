/** What a button carries at most, bytes. @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const maxButtonDataBytes = 64;
