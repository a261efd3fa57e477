/** The dimension of a quantity, which determines its units. */
export type Dimension = 'memory' | 'power';

/** A number with the unit it is shown in, for example 64 and "GiB". */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
}

/**
 * The units of each dimension, as they are typed (in lower case) and as they are shown.
 * Memory is sold in powers of two, so GB and GiB mean the same here.
 */
const units: Record<Dimension, ReadonlyMap<string, string>> = {
  memory: new Map([
    ['b', 'B'],
    ['kb', 'KiB'],
    ['kib', 'KiB'],
    ['mb', 'MiB'],
    ['mib', 'MiB'],
    ['gb', 'GiB'],
    ['gib', 'GiB'],
    ['tb', 'TiB'],
    ['tib', 'TiB'],
  ]),
  power: new Map([
    ['w', 'W'],
    ['watt', 'W'],
    ['watts', 'W'],
    ['kw', 'kW'],
  ]),
};

// At most as many digits as a JavaScript number stores exactly.
const numberAndUnit = /^\s*(\d{1,12}(?:[.,]\d{1,3})?)\s*(\p{L}+)\s*$/u;

/** Depends on the locale: thousands with a separator, or three decimals. */
const ambiguous = /^\s*[1-9]\d{0,2}[.,]\d{3}(?!\d)/;

/**
 * Parses "64 GB" or "1,5 kW". The comma is a decimal separator. Returns undefined for anything else, also for a
 * negative number, a number without a unit, and an ambiguous one ("1,000 W").
 */
export function readQuantity(text: string, dimension: Dimension): Quantity | undefined {
  const match = ambiguous.test(text) ? null : numberAndUnit.exec(text);
  const unit = match && units[dimension].get(match[2]!.toLowerCase());
  return unit ? { value: Number(match[1]!.replace(',', '.')), unit } : undefined;
}

/** Whether the number could have a thousands separator, depending on the locale. */
export function isAmbiguous(text: string): boolean {
  return ambiguous.test(text);
}

/** The quantity in its normal form: "64 GiB". */
export function formatQuantity(quantity: Quantity): string {
  return `${quantity.value} ${quantity.unit}`;
}
