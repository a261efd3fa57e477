/** What a quantity measures; it decides which units are read. */
export type Dimension = 'memory' | 'power';

/** A number with the unit it is shown in, for example 64 and "GiB". */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
}

/**
 * The units of each dimension, as people write them (in lower case) and as they are shown.
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

// As many digits as a number of JavaScript holds exactly.
const numberAndUnit = /^\s*(\d{1,12}(?:[.,]\d{1,3})?)\s*(\p{L}+)\s*$/u;

/** A thousand with a separator, or one with three decimals: that depends on the country. */
const ambiguous = /^\s*[1-9]\d{0,2}[.,]\d{3}(?!\d)/;

/**
 * Reads "64 GB" or "1,5 kW". The comma is a decimal comma. Anything else, a negative number, a number without a unit and
 * one that may be a thousand times as much ("1,000 W") too, gives undefined.
 */
export function readQuantity(text: string, dimension: Dimension): Quantity | undefined {
  const match = ambiguous.test(text) ? null : numberAndUnit.exec(text);
  const unit = match && units[dimension].get(match[2]!.toLowerCase());
  return unit ? { value: Number(match[1]!.replace(',', '.')), unit } : undefined;
}

/** Whether the number could be a thousand times as much, depending on the country. */
export function isAmbiguous(text: string): boolean {
  return ambiguous.test(text);
}

/** The quantity in one fixed form: "64 GiB". */
export function formatQuantity(quantity: Quantity): string {
  return `${quantity.value} ${quantity.unit}`;
}
