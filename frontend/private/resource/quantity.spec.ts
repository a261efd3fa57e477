import { describe, expect, it } from 'vitest';
import { type Dimension, formatQuantity, readQuantity } from './quantity';

describe('readQuantity', () => {
  it.each<[string, Dimension, string]>([
    ['64 GB', 'memory', '64 GiB'],
    ['64GiB', 'memory', '64 GiB'],
    [' 512 mb ', 'memory', '512 MiB'],
    ['1,5 TB', 'memory', '1.5 TiB'],
    ['115 W', 'power', '115 W'],
    ['2.5 watts', 'power', '2.5 W'],
    ['1.2 kW', 'power', '1.2 kW'],
  ])('reads %j as %s: %s', (text, dimension, shown) => {
    expect(formatQuantity(readQuantity(text, dimension)!)).toBe(shown);
  });

  it.each<[string, Dimension]>([
    ['about a hundred', 'power'],
    ['-5 W', 'power'],
    ['100', 'power'],
    ['100 GB', 'power'],
    ['64 constructor', 'memory'],
    ['1.2.3 GB', 'memory'],
    ['1,000 W', 'power'],
    ['1.024 GB', 'memory'],
    ['99999999999999999999 GB', 'memory'],
    ['', 'memory'],
  ])('does not read %j as %s', (text, dimension) => {
    expect(readQuantity(text, dimension)).toBeUndefined();
  });
});
