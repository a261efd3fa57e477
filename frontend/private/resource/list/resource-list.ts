import type { StateService, TransitionService } from '@uirouter/core';
import { type Failure, explainFailure, isResponse } from '../../http/failure';
import type { Session } from '../../session/session';
import { type AnyValue, capitalised, type ResourceDefinition, type Row } from '../define-resource';
import { type Cell, fieldKinds } from '../field-kinds';
import type { ListPositions } from '../list-positions';
import type { Page, Resource, ResourceLookup } from '../resource-service';
import { newRow, stateNames } from '../resource.states';
import template from './resource-list.html?raw';

interface Line {
  readonly id: number;
  readonly href: string;
  readonly cells: readonly Cell[];
}

interface Column {
  readonly name: string;
  readonly label: string;
  readonly numeric: boolean;
  readonly title: boolean;
}

/** The list of any resource. Page and page size are in the URL. */
class ResourceListController {
  static readonly $inject = [
    '$element',
    '$scope',
    '$state',
    '$timeout',
    '$transitions',
    '$window',
    'listPositions',
    'resource',
    'session',
  ];
  readonly definition!: ResourceDefinition;
  readonly sizes = [10, 25, 50, 100].map((size) => ({ value: size, label: String(size) }));
  columns: Column[] = [];
  heading = '';
  page = 1;
  perPage = 25;
  result: Page<AnyValue> | undefined;
  lines: Line[] = [];
  /** The numbers of the first and the last row on this page, counted from 1. */
  range = { from: 0, to: 0 };
  failure: Failure | undefined;
  loading = false;
  private resource!: Resource<AnyValue>;
  private loads = 0;
  private opened: number | undefined;

  constructor(
    private readonly $element: JQLite,
    private readonly $scope: angular.IScope,
    private readonly $state: StateService,
    private readonly $timeout: angular.ITimeoutService,
    private readonly $transitions: TransitionService,
    private readonly $window: Window,
    private readonly listPositions: ListPositions,
    private readonly lookup: ResourceLookup,
    readonly session: Session,
  ) {}

  $onInit(): void {
    const { fields, title, plural } = this.definition;
    this.resource = this.lookup(this.definition);
    this.heading = capitalised(plural);
    // The title comes first, as the link of the row.
    const names = [title, ...Object.keys(fields).filter((name) => name !== title)];
    this.columns = names.map((name) => {
      const field = fields[name]!;
      return { name, label: field.label, numeric: fieldKinds[field.kind].numeric, title: name === title };
    });
    const states = Object.values(stateNames(this.definition.name));
    this.$scope.$on(
      '$destroy',
      this.$transitions.onStart({ exiting: this.definition.name }, (transition) => {
        this.remember(states.includes(transition.to().name!));
      }) as () => void,
    );
    this.readParams();
    const position = this.listPositions.of(this.definition.name);
    this.load().then(() => {
      if (position && position.page === String(this.page) && position.per_page === String(this.perPage)) {
        this.leaveEmptyPage();
        this.restorePosition(position.scroll, position.id);
      }
    });
  }

  /** Called by UI-Router when page or page size change in the URL. */
  uiOnParamsChanged(): void {
    this.readParams();
    this.load().then(() => this.leaveEmptyPage());
  }

  get pastLastPage(): boolean {
    return !!this.result && this.result.rows.length === 0 && this.result.total > 0;
  }

  get addState(): string {
    return stateNames(this.definition.name).detail;
  }

  readonly addParams = { id: newRow };

  /** Opens a row that is clicked anywhere. For the keyboard there is its link. */
  open(line: Line, event: MouseEvent): void {
    this.opened = line.id;
    const target = event.target as Element;
    if (target.closest('a') || this.$window.getSelection()?.toString()) return;
    if (event.ctrlKey || event.metaKey) this.$window.open(line.href, '_blank', 'noopener');
    else this.$state.go(stateNames(this.definition.name).detail, { id: line.id });
  }

  goToPage(page: number): void {
    this.$state.go('.', { page: String(page) });
  }

  resize(perPage: number): void {
    // The first row stays visible.
    const page = Math.floor((this.range.from - 1) / perPage) + 1;
    this.$state.go('.', { page: String(page), per_page: String(perPage) });
  }

  load(): angular.IPromise<void> {
    const load = ++this.loads;
    const { page, perPage } = this;
    this.loading = true;
    return this.resource.list({ page, results_per_page: perPage }).then(
      (result) => {
        if (load !== this.loads) return; // a response to an earlier page
        this.result = result;
        this.lines = result.rows.map((row) => this.line(row));
        this.range = { from: (page - 1) * perPage + 1, to: (page - 1) * perPage + result.rows.length };
        this.failure = undefined;
        this.loading = false;
      },
      (reason: unknown) => {
        if (!isResponse(reason)) throw reason;
        if (load !== this.loads) return;
        this.result = undefined;
        this.failure = explainFailure(reason);
        this.loading = false;
      },
    );
  }

  /** Goes to the last page when the current one has no rows any more. */
  private leaveEmptyPage(): void {
    if (this.pastLastPage) this.$state.go('.', { page: String(this.result!.totalPages) }, { location: 'replace' });
  }

  private line(row: Row<AnyValue>): Line {
    return {
      id: row.id,
      href: this.$state.href(stateNames(this.definition.name).detail, { id: row.id }),
      cells: this.columns.map(({ name }) => fieldKinds[this.definition.fields[name]!.kind].cell(row[name] ?? null)),
    };
  }

  private readParams(): void {
    const { page, per_page } = this.$state.params as Record<string, string | undefined>;
    this.page = page && /^[1-9]\d{0,8}$/.test(page) ? Number(page) : 1;
    this.perPage = this.sizes.find(({ label }) => label === per_page)?.value ?? 25;
  }

  private remember(toOwnRow: boolean): void {
    this.listPositions.remember(this.definition.name, {
      page: String(this.page),
      per_page: String(this.perPage),
      scroll: toOwnRow ? this.$window.scrollY : 0,
      id: toOwnRow ? this.opened : undefined,
    });
  }

  private restorePosition(scroll: number, id: number | undefined): void {
    this.$timeout(
      () => {
        this.$window.scrollTo(0, scroll);
        if (id === undefined) return;
        this.$element[0]!.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus({ preventScroll: true });
      },
      0,
      false,
    );
  }
}

export const resourceList: angular.IComponentOptions = {
  template,
  bindings: { definition: '<' },
  controller: ResourceListController,
};
