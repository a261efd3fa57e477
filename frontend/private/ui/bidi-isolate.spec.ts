import { describe, expect, it } from 'vitest';
import { bidiIsolate } from './bidi-isolate';

describe('a value in a sentence', () => {
  it.each(['', 'Z80', 'Jörg Müller', '日本', '5 GB – neu', 'e\u0301', '🖥️'])('stays as it is: %j', (value) => {
    expect(bidiIsolate(value)).toBe(value);
  });

  it.each(['\u202eZ80', 'a\u200fb', 'דנה', 'Ana علي', '\u2067x', '\u{1e900}'])('is isolated: %j', (value) => {
    expect(bidiIsolate(value)).toBe(`\u2068${value}\u2069`);
  });
});
