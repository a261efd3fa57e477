import { failureOf } from '../../http/failure';
import { type Role, roles } from '../../session/person';
import type { UserService } from '../users/user-service';
import template from './roles.html?raw';

/** The table of roles: their permissions and the number of users. */
class RolesController {
  static readonly $inject = ['userService'];
  readonly roles = roles;
  /** Each permission with the index of the lowest role that has it. */
  readonly permissions = [
    { text: 'See and export everything', from: 0 },
    { text: 'See the history', from: 0 },
    { text: 'Make API tokens that read', from: 0 },
    { text: 'Add and change', from: 1 },
    { text: 'Import', from: 1 },
    { text: 'Delete', from: 1 },
    { text: 'Make API tokens that write', from: 1 },
    { text: 'Invite and disable users', from: 2 },
    { text: 'Change roles', from: 2 },
    { text: 'Read the audit log', from: 2 },
  ];
  readonly counts: Partial<Record<Role, number>> = {};

  constructor(private readonly service: UserService) {}

  $onInit(): void {
    for (const { value } of roles) {
      this.service.count(value).then(
        (count) => (this.counts[value] = count),
        // The table is useful without the numbers.
        (reason: unknown) => void failureOf(reason),
      );
    }
  }

  /** The name of the role for narrow windows. */
  shortLabel({ value, label }: { value: Role; label: string }): string {
    return value === 'administrator' ? 'Admin' : label;
  }

  countLabel(role: Role): string {
    const count = this.counts[role]!;
    return count === 1 ? '1 user' : `${count.toLocaleString('en')} users`;
  }
}

export const rolesTable: angular.IComponentOptions = { template, controller: RolesController };
