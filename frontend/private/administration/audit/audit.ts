import type { IPromise } from 'angular';
import type { StateService } from '@uirouter/core';
import { type Failure, failureOf } from '../../http/failure';
import type { Toasts } from '../../ui/toasts/toasts';
import { dayHeading, timeOfDay, fullTime } from '../../widgets/time/time';
import { eventGroups, type AuditEvent, type EventDescription, describeEvent } from './audit-event';
import type { AuditPage, AuditService } from './audit-service';
import template from './audit.html?raw';

interface Line {
  readonly id: number;
  readonly at: string;
  readonly time: string;
  readonly whole: string;
  readonly address: string;
  readonly description: EventDescription;
}

interface Day {
  readonly heading: string;
  readonly lines: Line[];
}

const limit = 50;
const dayLength = 86_400_000;

/** The audit log by day, the newest event first. The filter is in the URL. */
class AuditController {
  static readonly $inject = ['$state', 'auditService', 'toasts'];
  readonly whatOptions = [{ value: '', label: 'Everything' }, ...eventGroups];
  /** In days. */
  readonly sinceOptions = [
    { value: '1', label: 'Last 24 hours' },
    { value: '7', label: 'Last 7 days' },
    { value: '30', label: 'Last 30 days' },
    { value: 'all', label: 'All' },
  ];
  filter = { search: '', what: '', since: '7' };
  days: Day[] | undefined;
  more = false;
  failure: Failure | undefined;
  loading = false;
  loadingOlder = false;
  private events: readonly AuditEvent[] = [];
  private since: string | undefined;
  private loads = 0;

  constructor(
    private readonly $state: StateService,
    private readonly service: AuditService,
    private readonly toasts: Toasts,
  ) {}

  $onInit(): void {
    this.readParams();
    this.load();
  }

  /** Called by UI-Router when the parameters of the URL change. */
  uiOnParamsChanged(): void {
    this.readParams();
    this.load();
  }

  get count(): string {
    const { length } = this.events;
    if (length === 0) return '';
    return this.more ? `The newest ${length}` : length === 1 ? '1 entry' : `${length} entries`;
  }

  load(): IPromise<void> {
    const load = ++this.loads;
    const { since } = this.filter;
    this.since = since === 'all' ? undefined : wholeSeconds(Date.now() - Number(since) * dayLength);
    this.loading = true;
    this.loadingOlder = false;
    return this.fetchPage().then(
      (page) => {
        if (load !== this.loads) return; // a response to an earlier filter
        this.show(page.objects, page.more);
        this.failure = undefined;
        this.loading = false;
      },
      (reason: unknown) => {
        const failure = failureOf(reason);
        if (load !== this.loads) return;
        this.events = [];
        this.days = undefined;
        this.failure = failure;
        this.loading = false;
      },
    );
  }

  showOlder(): void {
    if (this.loading || this.loadingOlder) return;
    const load = this.loads;
    this.loadingOlder = true;
    this.fetchPage(this.events.at(-1)!.id)
      .then(
        (page) => {
          if (load === this.loads) this.show([...this.events, ...page.objects], page.more);
        },
        (reason: unknown) => {
          const { title, text } = failureOf(reason);
          this.toasts.error(`Older entries could not be loaded. ${title}`, text);
        },
      )
      .finally(() => (this.loadingOlder = false));
  }

  applyFilter(): void {
    this.$state.go('.', { ...this.filter }, { location: 'replace' });
  }

  clearFilter(): void {
    this.$state.go('.', { search: '', what: '', since: 'all' });
  }

  private fetchPage(before?: number): IPromise<AuditPage> {
    const { search, what } = this.filter;
    return this.service.list({
      search: search || undefined,
      kind: eventGroups.find(({ value }) => value === what)?.kinds.join(','),
      since: this.since,
      before,
      limit,
    });
  }

  private show(events: readonly AuditEvent[], more: boolean): void {
    this.events = events;
    this.more = more;
    const days: Day[] = [];
    for (const event of events) {
      const at = new Date(event.at);
      const heading = dayHeading(at);
      if (days.at(-1)?.heading !== heading) days.push({ heading, lines: [] });
      days.at(-1)!.lines.push({
        id: event.id,
        at: event.at,
        time: timeOfDay(at),
        whole: fullTime(at),
        address: event.address,
        description: describeEvent(event),
      });
    }
    this.days = days;
  }

  private readParams(): void {
    const { search, what, since } = this.$state.params as Record<string, string | undefined>;
    this.filter = {
      search: search ?? '',
      what: eventGroups.some(({ value }) => value === what) ? what! : '',
      since: this.sinceOptions.some(({ value }) => value === since) ? since! : '7',
    };
  }
}

function wholeSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

export const audit: angular.IComponentOptions = { template, controller: AuditController };
