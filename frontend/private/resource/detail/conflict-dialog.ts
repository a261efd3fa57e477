import type { DialogBindings } from '../../ui/dialogs/dialogs';
import type { AnyValue } from '../define-resource';
import type { Draft } from '../field-kinds';
import template from './conflict-dialog.html?raw';
import type { ResourceForm } from './resource-form';

/** The chosen values by field name. */
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

/** The texts of the dialog for the two versions. */
interface Labels {
  readonly title: string;
  readonly text: string;
  readonly mine: string;
  readonly theirs: string;
  readonly allMine: string;
  readonly allTheirs: string;
}

const labelsOfOthers: Labels = {
  title: 'Someone else saved',
  text: '',
  mine: 'Yours',
  theirs: 'Theirs',
  allMine: 'All mine',
  allTheirs: 'All theirs',
};

const labelsOfOwn: Labels = {
  title: 'You saved',
  text: 'It was in another tab or window, or by a script of yours.',
  mine: 'Here',
  theirs: 'Elsewhere',
  allMine: 'All from here',
  allTheirs: 'All from elsewhere',
};

/**
 * Shown when a row was changed while it was edited, by another user or by the same one elsewhere. The user chooses
 * between the two versions of each field. Closes with the {@link Resolution}.
 */
class ConflictDialogController {
  readonly resolve!: DialogBindings<{ form: ResourceForm; theirs: AnyValue; own: boolean }, Resolution>['resolve'];
  readonly close!: DialogBindings<unknown, Resolution>['close'];
  singular = '';
  labels: Labels = labelsOfOthers;
  comparisons: Comparison[] = [];

  $onInit(): void {
    const { form, theirs, own } = this.resolve;
    this.labels = own ? labelsOfOwn : labelsOfOthers;
    this.singular = form.definition.singular;
    this.comparisons = form.fields.map(({ name, field }) => {
      const mine = form.draft[name]!;
      const other = form.toDraft(name, theirs);
      const changed = form.isChanged(name);
      return {
        name,
        label: field.label,
        base: this.describe(form.baseDraft(name)),
        mine,
        theirs: other,
        same: mine === other,
        mineUnchanged: !changed,
        chosen: changed ? 'mine' : 'theirs',
      };
    });
  }

  describe(draft: Draft): string {
    return this.resolve.form.describe(draft);
  }

  chooseAll(side: Side): void {
    for (const comparison of this.comparisons) comparison.chosen = side;
  }

  get summary(): string {
    return this.comparisons.map((one) => this.describe(one[one.chosen])).join(', ');
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
