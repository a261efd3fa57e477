import type { AnyValue, Field, ResourceDefinition, Row } from '../define-resource';
import { type Draft, fieldKinds, type Remark } from '../field-kinds';

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

  constructor(
    readonly definition: ResourceDefinition,
    row?: Row<AnyValue>,
  ) {
    this.fields = Object.entries(definition.fields).map(([name, field]) => ({ name, field }));
    this.load(row ?? {});
  }

  /** Starts anew from a row; what was typed is gone. */
  load(row: AnyValue): void {
    this.base = row;
    this.errors = {};
    for (const { name } of this.fields) this.draft[name] = this.baseDraft(name);
  }

  /** Compares with another row from now on. What was typed stays, the other fields show that row. */
  rebase(row: AnyValue): void {
    const untouched = this.fields.filter(({ name }) => !this.isChanged(name));
    this.base = row;
    for (const { name } of untouched) this.draft[name] = this.baseDraft(name);
  }

  /** Compares with the row that became of what was sent. What has been typed since then stays. */
  accept(row: AnyValue, sent: Readonly<Record<string, Draft>>): void {
    this.base = row;
    this.errors = {};
    for (const { name } of this.fields) if (this.draft[name] === sent[name]) this.draft[name] = this.baseDraft(name);
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
    const draft = this.draft[name]!;
    const parsed = fieldKinds[field.kind].parse(draft, this.base[name] ?? null);
    if ('error' in parsed) this.errors[name] = parsed.error;
    else if (field.required && String(draft).trim() === '') this.errors[name] = `${field.label} must not be empty.`;
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
    for (const entry of this.fields.filter(chosen)) {
      const { name, field } = entry;
      const parsed = fieldKinds[field.kind].parse(this.draft[name]!, this.base[name] ?? null);
      if ('value' in parsed) values[name] = parsed.value;
    }
    return values;
  }
}
