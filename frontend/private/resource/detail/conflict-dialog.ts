import type { DialogBindings } from '../../ui/dialogs/dialogs';
import type { AnyValue } from '../define-resource';
import type { Draft } from '../field-kinds';
import template from './conflict-dialog.html?raw';
import type { ResourceForm } from './resource-form';

/** What is to be saved, by field name. */
export type Resolution = Record<string, Draft>;

type Side = 'mine' | 'theirs';

interface Comparison {
  readonly name: string;
  readonly label: string;
  readonly base: string;
  readonly mine: Draft;
  readonly theirs: Draft;
  readonly same: boolean;
  readonly mineUnchanged: boolean;
  chosen: Side;
}

/** How the dialog calls the two versions. */
interface Words {
  readonly title: string;
  readonly text: string;
  readonly mine: string;
  readonly theirs: string;
  readonly allMine: string;
  readonly allTheirs: string;
}

const ofAnother: Words = {
  title: 'Someone else saved',
  text: '',
  mine: 'Yours',
  theirs: 'Theirs',
  allMine: 'All mine',
  allTheirs: 'All theirs',
};

const ofOneself: Words = {
  title: 'You saved',
  text: 'It was in another tab or window, or by a script of yours.',
  mine: 'Here',
  theirs: 'Elsewhere',
  allMine: 'All from here',
  allTheirs: 'All from elsewhere',
};

/**
 * "Someone else saved this while you were editing", or the person themselves did elsewhere: the two versions side by
 * side, to choose from.
 */
class ConflictDialogController {
  readonly resolve!: DialogBindings<{ form: ResourceForm; theirs: AnyValue; own: boolean }, Resolution>['resolve'];
  readonly close!: DialogBindings<unknown, Resolution>['close'];
  singular = '';
  called: Words = ofAnother;
  comparisons: Comparison[] = [];

  $onInit(): void {
    const { form, theirs, own } = this.resolve;
    this.called = own ? ofOneself : ofAnother;
    this.singular = form.definition.singular;
    this.comparisons = form.fields.map(({ name, field }) => {
      const mine = form.draft[name]!;
      const other = form.toDraft(name, theirs);
      const changed = form.isChanged(name);
      return {
        name,
        label: field.label,
        base: this.words(form.baseDraft(name)),
        mine,
        theirs: other,
        same: mine === other,
        mineUnchanged: !changed,
        chosen: changed ? 'mine' : 'theirs',
      };
    });
  }

  words(draft: Draft): string {
    return this.resolve.form.describe(draft);
  }

  chooseAll(side: Side): void {
    for (const comparison of this.comparisons) comparison.chosen = side;
  }

  get summary(): string {
    return this.comparisons.map((one) => this.words(one[one.chosen])).join(', ');
  }

  save(): void {
    this.close({ $value: Object.fromEntries(this.comparisons.map((one) => [one.name, one[one.chosen]])) });
  }
}

export const conflictDialog: angular.IComponentOptions = {
  template,
  bindings: { resolve: '<', close: '&', dismiss: '&' },
  controller: ConflictDialogController,
};
