import type { AnyValue, Field, ResourceDefinition, Row } from '../define-resource';
import { type Draft, fieldKinds, type Parsed, type Remark } from '../field-kinds';

/**
 * The state of a form: the stored row, the content of the inputs, and the difference. It depends neither on the server
 * nor on AngularJS.
 */
export class ResourceForm {
  readonly fields: readonly { readonly name: string; readonly field: Field }[];
  /** The content of the inputs, by field name. */
  draft: Record<string, Draft> = {};
  /** The validation errors, by field name. */
  errors: Record<string, string> = {};
  private base: AnyValue = {};
  /** The row before it was replaced by a version that the user had not seen. Its values can be typed back. */
  private previous: AnyValue | undefined;

  constructor(
    readonly definition: ResourceDefinition,
    row?: Row<AnyValue>,
  ) {
    this.fields = Object.entries(definition.fields).map(([name, field]) => ({ name, field }));
    this.load(row ?? {});
  }

  /** Shows a row, and discards what was typed. */
  load(row: AnyValue): void {
    this.base = row;
    this.previous = undefined;
    this.errors = {};
    for (const { name } of this.fields) this.draft[name] = this.baseDraft(name);
  }

  /** Compares with another version of the row from now on. Changed fields keep their input. */
  rebase(row: AnyValue): void {
    const untouched = this.fields.filter(({ name }) => !this.isChanged(name));
    this.base = row;
    for (const { name } of untouched) this.draft[name] = this.baseDraft(name);
  }

  /** Compares with the saved row from now on. What was typed after it was sent stays. */
  accept(row: AnyValue, sent: Readonly<Record<string, Draft>>): void {
    this.base = row;
    this.previous = undefined;
    this.errors = {};
    for (const { name } of this.fields) if (this.draft[name] === sent[name]) this.draft[name] = this.baseDraft(name);
  }

  /** The same for a save whose response was lost: what is typed back is what was stored before it. */
  acceptLate(row: AnyValue, sent: Readonly<Record<string, Draft>>): void {
    const previous = this.base;
    this.accept(row, sent);
    this.previous = previous;
  }

  /** Compares with another version of the row from now on. The inputs hold what the user chose of the two. */
  resolve(row: AnyValue, chosen: Readonly<Record<string, Draft>>): void {
    this.previous = this.base;
    this.base = row;
    Object.assign(this.draft, chosen);
  }

  /** Whether the row has the values of these drafts. */
  matches(row: AnyValue, names: readonly string[], drafts: Readonly<Record<string, Draft>>): boolean {
    return names.every((name) => drafts[name] === this.toDraft(name, row));
  }

  /** Whether a field was changed both here and, to another value, in that version of the row. */
  conflictsWith(row: AnyValue): boolean {
    return this.fields.some(
      ({ name }) =>
        this.isChanged(name) &&
        this.toDraft(name, row) !== this.baseDraft(name) &&
        this.toDraft(name, row) !== this.draft[name],
    );
  }

  /** Whether the row has all changed values. */
  isStoredIn(row: AnyValue): boolean {
    return this.matches(row, this.changedNames, this.draft);
  }

  /** The content of the input before it was edited. */
  baseDraft(name: string): Draft {
    return this.toDraft(name, this.base);
  }

  /** The content of the input for that row. */
  toDraft(name: string, row: AnyValue): Draft {
    return fieldKinds[this.definition.fields[name]!.kind].toDraft(row[name] ?? null);
  }

  isChanged(name: string): boolean {
    return this.draft[name] !== this.baseDraft(name);
  }

  /** Whether the field has line breaks, which an `<input>` would remove. */
  isMultiline(name: string): boolean {
    return [this.draft[name], this.baseDraft(name)].some((draft) => String(draft).includes('\n'));
  }

  get dirty(): boolean {
    return this.changedNames.length > 0;
  }

  get changedNames(): readonly string[] {
    return this.fields.map(({ name }) => name).filter((name) => this.isChanged(name));
  }

  /** A draft as text, for "was …" and for the conflict dialog. */
  describe(draft: Draft): string {
    if (typeof draft === 'boolean') return draft ? 'Yes' : 'No';
    return draft === '' ? 'empty' : draft;
  }

  remark(name: string): Remark | undefined {
    const field = this.definition.fields[name]!;
    return fieldKinds[field.kind].remark?.(this.draft[name]!, field);
  }

  /** Removes the error of a field, because the user edits it. */
  clearError(name: string): void {
    delete this.errors[name];
  }

  /** Validates a field and stores the error. Returns whether there is none. */
  validate(name: string): boolean {
    const field = this.definition.fields[name]!;
    const parsed = this.parse(name);
    if ('error' in parsed) this.errors[name] = parsed.error;
    else if (field.required && String(this.draft[name]).trim() === '')
      this.errors[name] = `${field.label} must not be empty.`;
    else this.clearError(name);
    return !(name in this.errors);
  }

  /** Validates these fields. Returns whether there is no error. */
  validateAll(names = this.fields.map(({ name }) => name)): boolean {
    this.errors = {};
    return names.map((name) => this.validate(name)).every(Boolean);
  }

  /** The values of the changed fields, or of the given ones. A PUT is partial. */
  changes(names = this.changedNames): AnyValue {
    return this.values(({ name }) => names.includes(name));
  }

  /** The values of all fields of a new row. Empty fields are left out, and become NULL. */
  allValues(): AnyValue {
    return this.values(({ name }) => this.draft[name] !== '');
  }

  private values(chosen: (entry: { name: string }) => boolean): AnyValue {
    const values: AnyValue = {};
    for (const { name } of this.fields.filter(chosen)) {
      const parsed = this.parse(name);
      if ('value' in parsed) values[name] = parsed.value;
    }
    return values;
  }

  /** Parses a draft. An empty input that was NULL before stays NULL. */
  private parse(name: string): Parsed {
    const { previous } = this;
    const typedBack = previous !== undefined && this.draft[name] === this.toDraft(name, previous);
    const origin = typedBack ? previous : this.base;
    return fieldKinds[this.definition.fields[name]!.kind].parse(this.draft[name]!, origin[name] ?? null);
  }
}
