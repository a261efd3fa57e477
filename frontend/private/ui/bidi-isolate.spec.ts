import { describe, expect, it } from 'vitest';
import { bidiIsolate } from './bidi-isolate';

describe('bidiIsolate', () => {
  it.each(['', 'Z80', 'Jörg Müller', '日本', '5 GB – neu', 'e\u0301', '🖥️'])(
    'leaves a value without bidirectional characters: %j',
    (value) => {
      expect(bidiIsolate(value)).toBe(value);
    },
  );

  it.each(['\u202eZ80', 'a\u200fb', 'דנה', 'Ana علي', '\u2067x', '\u{1e900}'])(
    'isolates a value with bidirectional characters: %j',
    (value) => {
      expect(bidiIsolate(value)).toBe(`\u2068${value}\u2069`);
    },
  );
});
