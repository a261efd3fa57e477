/** What somebody may do in general; each role may do what the one before may do. */
export type Role = 'viewer' | 'editor' | 'administrator';

/** The roles, the one that may do least first. */
export const roles: readonly { readonly value: Role; readonly label: string; readonly text: string }[] = [
  { value: 'viewer', label: 'Viewer', text: 'Sees and exports everything.' },
  { value: 'editor', label: 'Editor', text: 'Also adds, changes, imports and deletes.' },
  { value: 'administrator', label: 'Administrator', text: 'Also manages users and reads the audit log.' },
];

/** How a role is called. */
export function roleLabel(role: string): string {
  return roles.find(({ value }) => value === role)?.label ?? role;
}

/** Somebody as others know them. */
export interface Person {
  readonly email: string;
  readonly name: string | null;
}

/** The name, or the address where there is none. */
export function displayName(person: Person): string {
  return person.name || person.email;
}

/** Two letters at most, for the round mark beside a name. */
export function initials(name: string): string {
  return name
    .replace(/@.*/, '')
    .split(/[\s._-]+/)
    .slice(0, 2)
    .map((part) => [...part][0]?.toUpperCase() ?? '')
    .join('');
}
