/** The roles of users. */
export type Role = 'viewer' | 'editor' | 'administrator';

/** The roles with their descriptions. Each one has the permissions of the one before. */
export const roles: readonly { readonly value: Role; readonly label: string; readonly text: string }[] = [
  { value: 'viewer', label: 'Viewer', text: 'Sees and exports everything.' },
  { value: 'editor', label: 'Editor', text: 'Also adds, changes, imports and deletes.' },
  { value: 'administrator', label: 'Administrator', text: 'Also manages users and reads the audit log.' },
];

/** The label of a role. */
export function roleLabel(role: string): string {
  return roles.find(({ value }) => value === role)?.label ?? role;
}

/** The e-mail address and the name of a user. */
export interface Person {
  readonly email: string;
  readonly name: string | null;
}

/** The name of a user, or the e-mail address of a user without a name. */
export function displayName(person: Person): string {
  return person.name || person.email;
}

/** The initials of a name for an avatar, at most two characters. */
export function initials(name: string): string {
  return name
    .replace(/@.*/, '')
    .split(/[\s._-]+/)
    .slice(0, 2)
    .map((part) => [...part][0]?.toUpperCase() ?? '')
    .join('');
}
