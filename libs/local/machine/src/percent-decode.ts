/**
 * What is no percent-encoding stands for itself.
 *
 * @see https://github.com/tdlib/td/blob/master/tdutils/td/utils/misc.cpp url_decode
 */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
