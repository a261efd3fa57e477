import { describe, expect, it } from 'vitest';
import { decodableQuery } from './decodable-query';

describe('decodableQuery', () => {
  it.each([
    ['', ''],
    ['?page=2&search=j%C3%B6rg%20%25', '?page=2&search=j%C3%B6rg%20%25'],
    ['?x=%zz', '?x=%25zz'],
    ['?x=100%', '?x=100%25'],
    ['?x=%FF&y=%41', '?x=%25FF&y=%41'],
    ['?%=%&%20', '?%25=%25&%20'],
  ])('turns %j into %j', (query, expected) => {
    expect(decodableQuery(query)).toBe(expected);
    expect(() => decodeURIComponent(decodableQuery(query))).not.toThrow();
  });
});
