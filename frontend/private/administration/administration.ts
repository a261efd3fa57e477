import type { StateService } from '@uirouter/core';
import type { Session } from '../session/session';
import template from './administration.html?raw';

/** The frame of the administration pages. Other users see only that they may not; the server enforces it. */
class AdministrationController {
  static readonly $inject = ['$state', 'session'];
  readonly tabs = [
    { state: 'administration.users', label: 'Users' },
    { state: 'administration.roles', label: 'Roles' },
    { state: 'administration.audit', label: 'Audit log' },
  ];

  constructor(
    private readonly $state: StateService,
    readonly session: Session,
  ) {}

  isCurrent(state: string): boolean {
    return this.$state.is(state);
  }
}

export const administration: angular.IComponentOptions = { template, controller: AdministrationController };
