import type { Field, FieldKind, Scalar } from './define-resource';
import { formatQuantity, isAmbiguous, readQuantity } from './quantity';

/** The content of an input while it is edited. NULL looks like an empty text or an unchecked box. */
export type Draft = string | boolean;

/** The result of parsing a draft: a value or an error message. */
export type Parsed = { readonly value: Scalar } | { readonly error: string };

/** A value in the list, with its unit apart. */
export interface Cell {
  readonly text: string;
  readonly unit?: string;
}

/** A hint about a draft. It does not prevent saving. */
export interface Remark {
  readonly tone: 'ok' | 'warning';
  readonly text: string;
}

interface Kind {
  /** Whether the column is right-aligned in the list. */
  readonly numeric: boolean;
  toDraft(value: Scalar): Draft;
  parse(draft: Draft, base: Scalar): Parsed;
  cell(value: Scalar): Cell;
  remark?(draft: Draft, field: Field): Remark | undefined;
}

function withLineFeeds(value: Scalar): string {
  return String(value).replace(/\r\n?/g, '\n');
}

const text: Kind = {
  numeric: false,
  // With the line breaks of a text area.
  toDraft: (value) => (value === null ? '' : withLineFeeds(value)),
  parse: (draft, base) => {
    // A text that is emptied is stored as "", but NULL that was not edited stays NULL.
    if (draft === '' && base === null) return { value: null };
    // Restore the line breaks of the stored value.
    const lineBreak = /\r\n?|\n/.exec(String(base ?? ''))?.[0] ?? '\n';
    return { value: String(draft).replaceAll('\n', lineBreak) };
  },
  // A blank value is shown as empty.
  cell: (value) => ({ text: value === null || String(value).trim() === '' ? '' : String(value) }),
};

// Edited as text, so that no input is lost. The server checks the range.
const integer: Kind = {
  numeric: true,
  toDraft: (value) => (value === null ? '' : String(value)),
  parse: (draft) => {
    const digits = String(draft).trim();
    if (digits === '') return { value: null };
    const value = Number(digits);
    return /^[-+]?\d+$/.test(digits) && Number.isSafeInteger(value)
      ? { value }
      : { error: 'Enter a whole number, for example 1200.' };
  },
  cell: (value) => ({ text: value === null ? '' : Number(value).toLocaleString('en') }),
};

const boolean: Kind = {
  numeric: false,
  toDraft: (value) => value === true,
  parse: (draft) => ({ value: draft }),
  cell: (value) => ({ text: value === null ? '' : value ? 'Yes' : 'No' }),
};

const quantity: Kind = {
  ...text,
  numeric: true,
  cell: (value) => {
    // Only if separated by white space: "64gb" is shown as it was typed.
    const parts = /^\s*(-?\d[\d.,]*)\s+(\p{L}{1,5})\s*$/u.exec(String(value ?? ''));
    return parts ? { text: parts[1]!, unit: parts[2]! } : text.cell(value);
  },
  remark: (draft, field) => {
    if (field.kind !== 'quantity' || String(draft).trim() === '') return undefined;
    if (isAmbiguous(String(draft))) {
      return {
        tone: 'warning',
        text: 'Thousands or decimals? Write 1000 or 1.0 to be clear. You can save it as it is.',
      };
    }
    const read = readQuantity(String(draft), field.dimension);
    if (!read) return { tone: 'warning', text: 'Not read as a number with a unit. You can save it as it is.' };
    const shown = formatQuantity(read);
    return shown === draft ? undefined : { tone: 'ok', text: `Read as ${shown}` };
  },
};

/** How each kind of field is edited, parsed and shown. A new kind needs an entry here and an input in the form. */
export const fieldKinds: Record<FieldKind, Kind> = { text, integer, boolean, quantity };
