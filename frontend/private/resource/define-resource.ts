import type { Dimension } from './quantity';

/** A value of a field as it travels in JSON. */
export type Scalar = string | number | boolean | null;

interface FieldBase {
  /** The name that people see, as column head and above the input. */
  readonly label: string;
  /** One sentence below the input. */
  readonly help?: string;
  /** An empty value is refused before it is sent. */
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

/** Free text that usually is a number with a unit. What cannot be read is a warning, never an error. */
export interface QuantityField extends FieldBase {
  readonly kind: 'quantity';
  readonly dimension: Dimension;
}

export type Field = TextField | IntegerField | BooleanField | QuantityField;
export type FieldKind = Field['kind'];
export type Fields = Readonly<Record<string, Field>>;

/** Everything that the list, the form, the routes and the menu need to know about a resource. */
export interface ResourceDefinition<N extends string = string, F extends Fields = Fields> {
  /** The last part of the collection's URL in the API: /api/computer. */
  readonly name: N;
  /** The first part of its URLs in the browser: /computers, /computers/12. */
  readonly path: string;
  /** The noun, in lower case, for one row. */
  readonly singular: string;
  /** The noun, in lower case, for many rows. */
  readonly plural: string;
  /** The field that names a row: link of the list, title of the detail view. */
  readonly title: string;
  readonly fields: F;
}

type ValueOfKind = { text: string; integer: number; boolean: boolean; quantity: string };

/** The type of a row's value, derived from its declaration. Every column may be NULL. */
export type ValueOf<D extends ResourceDefinition> = {
  [K in keyof D['fields']]: ValueOfKind[D['fields'][K]['kind']] | null;
};

/** A value as it is stored: with the id that the server gave it. */
export type Row<V> = V & { readonly id: number };

/** A value whose fields are not known at compile time; the generic list and detail work on these. */
export type AnyValue = Record<string, Scalar>;

/** Declares a resource. It gives its argument back; its purpose is the type check and the literal types. */
export function defineResource<const N extends string, const F extends Fields>(
  definition: ResourceDefinition<N, F> & { readonly title: keyof F },
): ResourceDefinition<N, F> {
  return definition;
}

/** "computers" → "Computers", for titles and at the beginning of a sentence. */
export function capitalised(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}
