import type { Dimension } from './quantity';

/** A value of a field in JSON. */
export type Scalar = string | number | boolean | null;

interface FieldBase {
  /** The name in the heading of the column and above the input. */
  readonly label: string;
  /** The help text below the input. */
  readonly help?: string;
  /** Whether an empty value is refused before it is sent. */
  readonly required?: boolean;
}

/** Free text. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
}

/** A whole number. */
export interface IntegerField extends FieldBase {
  readonly kind: 'integer';
}

/** Yes or no. */
export interface BooleanField extends FieldBase {
  readonly kind: 'boolean';
}

/** Free text that usually is a number with a unit. Other text causes a warning, never an error. */
export interface QuantityField extends FieldBase {
  readonly kind: 'quantity';
  readonly dimension: Dimension;
}

export type Field = TextField | IntegerField | BooleanField | QuantityField;
export type FieldKind = Field['kind'];
export type Fields = Readonly<Record<string, Field>>;

/** The declaration of a resource. List, form, states and menu follow from it. */
export interface ResourceDefinition<N extends string = string, F extends Fields = Fields> {
  /** The last segment of the collection's URL in the API: /api/computer. */
  readonly name: N;
  /** The first segment of its URLs in the browser: /computers, /computers/12. */
  readonly path: string;
  /** The singular noun, in lower case. */
  readonly singular: string;
  /** The plural noun, in lower case. */
  readonly plural: string;
  /** The field whose value is the title of a row: the link in the list, the heading of the detail view. */
  readonly title: string;
  readonly fields: F;
}

type ValueOfKind = { text: string; integer: number; boolean: boolean; quantity: string };

/** The type of the fields of a row, derived from the declaration. Every column may be NULL. */
export type ValueOf<D extends ResourceDefinition> = {
  [K in keyof D['fields']]: ValueOfKind[D['fields'][K]['kind']] | null;
};

/** A stored row: the fields and the id. */
export type Row<V> = V & { readonly id: number };

/** The fields of a row that are not known at compile time, as in the generic list and detail view. */
export type AnyValue = Record<string, Scalar>;

/** Declares a resource. Returns its argument; its purpose is the type check and the literal types. */
export function defineResource<const N extends string, const F extends Fields>(
  definition: ResourceDefinition<N, F> & { readonly title: keyof F },
): ResourceDefinition<N, F> {
  return definition;
}

/** "computers" → "Computers", for titles and at the beginning of a sentence. */
export function capitalised(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}
