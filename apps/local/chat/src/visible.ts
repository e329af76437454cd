/** Takes away what would steer a terminal or turn its writing direction; line breaks stay. */
export const visible = (text: string): string =>
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

/** The same for a name or a label, which must not look like the next line. */
export const visibleName = (text: string): string => visible(text.replaceAll(/\r?\n/g, ' '));
