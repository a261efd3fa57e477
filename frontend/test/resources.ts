import { resources as product } from '../private/resources';
import { printer } from './printer';

/** Replaces private/resources.ts in the frontend for the tests of `bootstrap`: its resources and one more. */
export const resources = [...product, printer] as const;
