/** Where a list was left: its page, how far it was scrolled, and the row that was opened. */
export interface ListPosition {
  readonly page: string;
  readonly per_page: string;
  readonly scroll: number;
  readonly id: number | undefined;
}

/** Remembers for every list where it was left, so that coming back from a row leads there. */
export class ListPositions {
  private readonly positions = new Map<string, ListPosition>();

  remember(resource: string, position: ListPosition): void {
    this.positions.set(resource, position);
  }

  of(resource: string): ListPosition | undefined {
    return this.positions.get(resource);
  }
}
