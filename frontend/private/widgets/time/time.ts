import template from './time.html?raw';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const thisYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const anyYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const fullFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });

/** A time in the past: relative up to two days ago, then the date. For the middle of a sentence. */
export function pastTime(at: Date, now = new Date()): string {
  const ago = now.getTime() - at.getTime();
  if (ago < minute) return 'just now';
  if (ago < hour) return `${Math.floor(ago / minute)} min ago`;
  const days = daysBetween(at, now);
  if (days === 0) return `${Math.floor(ago / hour)} h ago`;
  if (days === 1) return `yesterday ${clock.format(at)}`;
  return shortDate(at, now);
}

/** The beginning of something: the time today and yesterday, then the date. For the middle of a sentence. */
export function sinceTime(at: Date, now = new Date()): string {
  const days = daysBetween(at, now);
  if (days === 0) return `today ${clock.format(at)}`;
  return days === 1 ? `yesterday ${clock.format(at)}` : shortDate(at, now);
}

/** A date, with the year unless it is the current one. */
export function shortDate(at: Date, now = new Date()): string {
  return (at.getFullYear() === now.getFullYear() ? thisYear : anyYear).format(at);
}

/** A date with the time of day. */
export function dateAndTime(at: Date, now = new Date()): string {
  return `${shortDate(at, now)}, ${clock.format(at)}`;
}

/** The full date and time, for a tooltip. */
export function fullTime(at: Date): string {
  return fullFormat.format(at);
}

/** The time of day with seconds. */
export function timeOfDay(at: Date): string {
  return clockWithSeconds.format(at);
}

/** A day as a heading: "Today, 23 November". */
export function dayHeading(at: Date, now = new Date()): string {
  const days = daysBetween(at, now);
  if (days === 0) return `Today, ${longDay.format(at)}`;
  return days === 1 ? `Yesterday, ${longDay.format(at)}` : longDate.format(at);
}

/** The number of midnights between the two, in the time zone of the browser. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / day);
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

const styles = {
  past: pastTime,
  since: sinceTime,
  date: shortDate,
  'long-date': (at: Date) => longDate.format(at),
  'date-and-time': dateAndTime,
};

/**
 * `<fl-time at="…" as="past">`: an instant as text, with the full time as a tooltip. The text is not updated while it
 * is shown.
 */
export const time: angular.IComponentOptions = {
  template,
  bindings: { at: '<', as: '@' },
  controller: class {
    readonly at!: string;
    readonly as!: keyof typeof styles;
    text = '';
    full = '';

    $onChanges(): void {
      const at = new Date(this.at);
      this.text = styles[this.as](at);
      this.full = fullTime(at);
    }
  },
};
