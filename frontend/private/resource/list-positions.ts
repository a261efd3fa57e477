/** The position in a list when it was left: page, scroll position, and the opened row. */
export interface ListPosition {
  readonly page: string;
  readonly per_page: string;
  readonly scroll: number;
  readonly id: number | undefined;
}

/** Stores the position of every list, so that going back from a row restores it. */
export class ListPositions {
  private readonly positions = new Map<string, ListPosition>();

  remember(resource: string, position: ListPosition): void {
    this.positions.set(resource, position);
  }

  of(resource: string): ListPosition | undefined {
    return this.positions.get(resource);
  }
}
