import { describe, expect, it } from 'vitest';
import { dateAndTime, dayHeading, daysBetween, pastTime, shortDate, sinceTime, timeOfDay } from './time';

const now = new Date(2026, 10, 23, 14, 31, 5);
const at = (day: number, hour = 12, minute = 0, second = 0) => new Date(2026, 10, day, hour, minute, second);

describe('formatting times', () => {
  it.each([
    [at(23, 14, 30, 30), 'just now'],
    [at(23, 14, 32), 'just now'], // a clock that is ahead
    [at(23, 14, 28), '3 min ago'],
    [at(23, 12, 31), '2 h ago'],
    [at(22, 21, 10), 'yesterday 21:10'],
    [at(21, 23, 59), '21 Nov'],
    [new Date(2025, 11, 31), '31 Dec 2025'],
  ])('formats a time in the past', (time, words) => {
    expect(pastTime(time, now)).toBe(words);
  });

  it('formats the beginning of something', () => {
    expect(sinceTime(at(23, 9, 5), now)).toBe('today 09:05');
    expect(sinceTime(at(22, 9, 5), now)).toBe('yesterday 09:05');
    expect(sinceTime(at(17), now)).toBe('17 Nov');
  });

  it('formats dates, with the year unless it is the current one', () => {
    expect(shortDate(at(3), now)).toBe('3 Nov');
    expect(shortDate(new Date(2027, 1, 23), now)).toBe('23 Feb 2027');
    expect(dateAndTime(at(26, 9, 5), now)).toBe('26 Nov, 09:05');
    expect(timeOfDay(at(1, 9, 5, 7))).toBe('09:05:07');
  });

  it('formats days as headings', () => {
    expect(dayHeading(at(23), now)).toBe('Today, 23 November');
    expect(dayHeading(at(22), now)).toBe('Yesterday, 22 November');
    expect(dayHeading(at(20), now)).toBe('20 November 2026');
  });

  it('counts midnights, not hours', () => {
    expect(daysBetween(at(22, 23, 59), at(23, 0, 1))).toBe(1);
    expect(daysBetween(at(23, 0, 1), at(23, 23, 59))).toBe(0);
    expect(daysBetween(at(23), at(29))).toBe(6);
  });
});
