/** Right-to-left characters and those that control the direction of text (UAX #9). */
const BIDIRECTIONAL =
  /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Isolates a value in a sentence, so that its direction does not affect the text around it: between FIRST STRONG
 * ISOLATE and POP DIRECTIONAL ISOLATE. A value without such characters stays as it is.
 */
export function bidiIsolate(value: string): string {
  return BIDIRECTIONAL.test(value) ? `\u2068${value}\u2069` : value;
}
