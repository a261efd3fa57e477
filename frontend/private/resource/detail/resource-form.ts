import type { AnyValue, Field, ResourceDefinition, Row } from '../define-resource';
import { type Draft, fieldKinds, type Parsed, type Remark } from '../field-kinds';

/**
 * The state of one form: what was loaded, what is typed, and the difference. It knows nothing about the
 * server or AngularJS.
 */
export class ResourceForm {
  readonly fields: readonly { readonly name: string; readonly field: Field }[];
  /** What the inputs hold, by field name. */
  draft: Record<string, Draft> = {};
  /** Why a field was refused, by field name. */
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

  /** Compares with another row from now on. What was typed stays, the other fields show that row. */
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

  /** Whether a row holds these drafts of these fields. */
  holds(row: AnyValue, names: readonly string[], drafts: Readonly<Record<string, Draft>>): boolean {
    return names.every((name) => drafts[name] === this.toDraft(name, row));
  }

  /** Whether a field was typed into that another row has changed to something else. */
  conflictsWith(row: AnyValue): boolean {
    return this.fields.some(
      ({ name }) =>
        this.isChanged(name) &&
        this.toDraft(name, row) !== this.baseDraft(name) &&
        this.toDraft(name, row) !== this.draft[name],
    );
  }

  /** Whether a row holds everything that was typed. */
  isContainedIn(row: AnyValue): boolean {
    return this.holds(row, this.changedNames, this.draft);
  }

  /** What the input held before anybody typed. */
  baseDraft(name: string): Draft {
    return this.toDraft(name, this.base);
  }

  /** What the input would hold for that row. */
  toDraft(name: string, row: AnyValue): Draft {
    return fieldKinds[this.definition.fields[name]!.kind].toDraft(row[name] ?? null);
  }

  isChanged(name: string): boolean {
    return this.draft[name] !== this.baseDraft(name);
  }

  /** Whether the field holds line breaks, which an input of one line would drop. */
  isMultiline(name: string): boolean {
    return [this.draft[name], this.baseDraft(name)].some((draft) => String(draft).includes('\n'));
  }

  get dirty(): boolean {
    return this.changedNames.length > 0;
  }

  get changedNames(): readonly string[] {
    return this.fields.map(({ name }) => name).filter((name) => this.isChanged(name));
  }

  /** A draft in words, for "was …" and for comparing two versions. */
  describe(draft: Draft): string {
    if (typeof draft === 'boolean') return draft ? 'Yes' : 'No';
    return draft === '' ? 'empty' : draft;
  }

  remark(name: string): Remark | undefined {
    const field = this.definition.fields[name]!;
    return fieldKinds[field.kind].remark?.(this.draft[name]!, field);
  }

  /** Forgets the finding about a field, because it is being changed. */
  forgive(name: string): void {
    delete this.errors[name];
  }

  /** Checks one field and keeps the finding. */
  check(name: string): boolean {
    const field = this.definition.fields[name]!;
    const parsed = this.parse(name);
    if ('error' in parsed) this.errors[name] = parsed.error;
    else if (field.required && String(this.draft[name]).trim() === '') this.errors[name] = `${field.label} must not be empty.`;
    else this.forgive(name);
    return !(name in this.errors);
  }

  /** Checks every field that is going to be sent. */
  checkAll(names = this.fields.map(({ name }) => name)): boolean {
    this.errors = {};
    return names.map((name) => this.check(name)).every(Boolean);
  }

  /** The values of the changed fields, or of these: a PUT is partial, and what nobody touched is not sent. */
  changes(names = this.changedNames): AnyValue {
    return this.values(({ name }) => names.includes(name));
  }

  /** All fields, for a new row; what is empty stays NULL. */
  whole(): AnyValue {
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

  /** What a draft means depends on the value that it began with: an empty input that was NULL stays NULL. */
  private parse(name: string): Parsed {
    const { previous } = this;
    const typedBack = previous !== undefined && this.draft[name] === this.toDraft(name, previous);
    const origin = typedBack ? previous : this.base;
    return fieldKinds[this.definition.fields[name]!.kind].parse(this.draft[name]!, origin[name] ?? null);
  }
}
