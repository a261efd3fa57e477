/** Characters that run from right to left, and those that control the direction (UAX #9). */
const TURNING = /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A value for the middle of a sentence. One with such characters stands between FIRST STRONG ISOLATE and POP DIRECTIONAL
 * ISOLATE, and so turns nothing around but itself.
 */
export function bidiIsolate(value: string): string {
  return TURNING.test(value) ? `\u2068${value}\u2069` : value;
}
